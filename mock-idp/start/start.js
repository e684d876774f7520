// The page at `/`: shows what /_control tells. Texts become text nodes, never HTML.
const byId = (id) => document.getElementById(id);

/** An element with attributes and children; texts are children as well. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

const control = `${location.pathname.replace(/\/?$/, '/')}_control`;

async function ask(path, method = 'GET', body = undefined) {
  const response = await fetch(control + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const text = await response.text();
  const json = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(json?.message ?? `status ${response.status}`);
  return json;
}

let toastTimer;
function toast(text) {
  byId('toast').textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => byId('toast').replaceChildren(), 2000);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element('textarea', { 'aria-hidden': 'true', readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  toast(`${what} copied`);
}

function copyButton(text, what, label = 'Copy') {
  const name = label === 'Copy' ? `Copy ${what}` : label;
  return element('button', { type: 'button', 'aria-label': name, onclick: () => copy(text, what) }, label);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function block(text, name) {
  return element('pre', { tabindex: '0', 'aria-label': name }, text);
}

// Sections

function showSection() {
  const sections = [...document.querySelectorAll('main > section')];
  const wanted = sections.find(({ id }) => `#${id}` === location.hash) ?? sections[0];
  for (const section of sections) section.hidden = section !== wanted;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${wanted.id}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

// Systems

function table(caption, heads, rows) {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell ?? ''))));
  const made = element('table', { 'aria-label': caption }, element('thead', {}, head), element('tbody', {}, ...body));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, made);
}

function withCopy(text, what) {
  return element('span', {}, element('code', {}, text), ' ', copyButton(text, what));
}

function systemCard(base, name, { endpoints, users, clients, links, examples }) {
  const parts = [element('h3', {}, name)];
  if (links.length > 0) {
    const items = links.map(({ text, path }) => element('li', {}, element('a', { href: base + path }, text)));
    parts.push(element('ul', {}, ...items));
  }
  if (users.length > 0) {
    const rows = users.map(({ username, password, note }) => [
      element('code', {}, username),
      withCopy(password, `password of ${username}`),
      note,
    ]);
    parts.push(element('h4', {}, 'Users'), table(`Users of ${name}`, ['Name', 'Password', 'Note'], rows));
  }
  if (clients.length > 0) {
    const rows = clients.map(({ id, secret, note }) => [
      withCopy(id, 'client id'),
      secret === undefined ? 'public' : withCopy(secret, `secret of ${id}`),
      note,
    ]);
    parts.push(element('h4', {}, 'Clients'), table(`Clients of ${name}`, ['Id', 'Secret', 'Note'], rows));
  }
  parts.push(element('h4', {}, 'Try'));
  for (const { does, command } of examples) {
    const head = element('p', {}, does, copyButton(command, `command: ${does}`));
    parts.push(element('div', { class: 'command' }, head, block(command, does)));
  }
  const paths = element('ul', {}, ...endpoints.map((one) => element('li', {}, element('code', {}, one))));
  parts.push(element('details', {}, element('summary', {}, `Endpoints (${endpoints.length})`), paths));
  return element('article', { class: 'card' }, ...parts);
}

function showSystems({ url, version, systems }) {
  byId('version').textContent = `Tollgate ${version}`;
  byId('base').textContent = url;
  byId('copy-base').addEventListener('click', () => copy(url, 'base URL'));
  byId('system-list').replaceChildren(
    ...Object.entries(systems).map(([name, system]) => systemCard(url, name, system)),
  );
  const paths = new Set(
    Object.values(systems).flatMap(({ endpoints }) => endpoints.flatMap((one) => one.match(/\/[^\s,{}]+$/) ?? [])),
  );
  byId('paths').replaceChildren(...[...paths].map((value) => element('option', { value })));
}

// Requests

const mostShown = 500;
const rows = new Map();
let paused = false;
let waiting = [];

function statusText({ status, unanswered }) {
  if (unanswered) return 'none';
  return status === null ? '…' : String(status);
}

function rowOf(entry) {
  const time = element('time', { datetime: entry.time, class: 'soft' }, entry.time.slice(11, 23));
  const status = element('span', {});
  const path = element('code', {}, (entry.fault ? `~${entry.fault} ` : '') + entry.path);
  const more = element('div', { class: 'more' });
  const details = element(
    'details',
    { ontoggle: () => details.open && showExchange(entry.seq, more) },
    element('summary', {}, time, element('span', {}, entry.method), status, path),
    more,
  );
  return { item: element('li', {}, details), status, details, more, entry };
}

function take(entry) {
  const known = rows.get(entry.seq);
  const row = known ?? rowOf(entry);
  row.entry = entry;
  row.status.textContent = statusText(entry);
  row.status.className = entry.unanswered || entry.status >= 400 ? 'bad' : '';
  if (known) {
    if (row.details.open) showExchange(entry.seq, row.more);
  } else {
    rows.set(entry.seq, row);
    byId('request-list').prepend(row.item);
    if (rows.size > mostShown) {
      const [oldest, { item }] = rows.entries().next().value;
      rows.delete(oldest);
      item.remove();
    }
  }
  row.item.hidden = !matches(row.entry);
}

function matches({ method, path, fault, status }) {
  const text = `${method} ${path} ${fault ?? ''} ${status ?? ''}`.toLowerCase();
  return byId('request-filter')
    .value.toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function countRequests() {
  const shown = [...rows.values()].filter(({ item }) => !item.hidden).length;
  const held = paused && waiting.length > 0 ? `, ${waiting.length} waiting` : '';
  byId('request-count').textContent = rows.size === 0 ? held.slice(2) : `${shown} of ${rows.size}${held}`;
  byId('no-requests').hidden = rows.size > 0;
}

function listen() {
  const events = new EventSource(`${control}/events`);
  let counting = 0;
  events.onmessage = ({ data }) => {
    const entry = JSON.parse(data);
    if (paused) waiting = [...waiting.slice(-mostShown), entry];
    else take(entry);
    cancelAnimationFrame(counting);
    counting = requestAnimationFrame(countRequests);
  };
}

async function showExchange(seq, place) {
  try {
    const { entries } = await ask(`/journal?since=${seq - 1}&limit=1`);
    const [entry] = entries;
    if (entry?.seq !== seq) throw new Error('The journal has dropped this request.');
    const { response } = entry;
    const command = curlOf(entry);
    place.replaceChildren(
      element('h3', {}, 'Request'),
      block(messageOf(`${entry.method} ${entry.path}`, entry), 'Request'),
      element('h3', {}, 'Response'),
      block(response ? messageOf(String(response.status), response) : 'none', 'Response'),
      element(
        'div',
        { class: 'command' },
        element('p', {}, 'As curl', copyButton(command, 'command')),
        block(command, 'As curl'),
      ),
    );
  } catch (error) {
    place.replaceChildren(element('p', { class: 'bad' }, error.message));
  }
}

function messageOf(first, { headers, body }) {
  const content = body.text === undefined ? `(Base64) ${body.base64}` : pretty(body.text);
  const cut = body.truncated ? '\n… (only the beginning is kept)' : '';
  return [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', content + cut].join('\n').trimEnd();
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
const ownFields = /^(host|connection|content-length|transfer-encoding|accept-encoding|sec-.*|user-agent)$/i;

function curlOf({ method, path, fault, headers, body }) {
  const url = byId('base').textContent + (fault ? `/~fault/${fault}` : '') + path;
  const fields = headers
    .filter(([name]) => !ownFields.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  if (body.base64) fields.push(`--data-binary @- <<< "$(printf %s ${body.base64} | base64 -d)"`);
  else if (body.text) fields.push(`--data-binary ${quoted(body.text)}`);
  return ['curl', `-X ${method}`, quoted(url), ...fields].join(' ');
}

// Faults

const mostFaults = 60;
let faults = [];

function showFaults() {
  const words = byId('fault-search').value.toLowerCase().split(/\s+/);
  const found = faults.filter(({ text }) => words.every((word) => text.includes(word)));
  const base = byId('base').textContent;
  byId('fault-list').replaceChildren(
    ...found.slice(0, mostFaults).map(({ id, sentence, breaks }) =>
      element(
        'li',
        {},
        element(
          'p',
          {},
          sentence,
          element('br'),
          element('code', { class: 'soft' }, id),
          element('span', { class: 'soft' }, ` breaks ${breaks.join(', ')}`),
        ),
        element(
          'button',
          {
            type: 'button',
            'aria-label': `Copy base URL of ${id}`,
            onclick: () => copy(`${base}/~fault/${id}`, 'base URL'),
          },
          'Copy base URL',
        ),
      ),
    ),
  );
  const rest = found.length > mostFaults ? `, the first ${mostFaults} shown` : '';
  byId('fault-count').textContent = `${found.length} of ${faults.length}${rest}`;
}

// Provocations

function actionOf(kind) {
  const status = Number(byId('arm-status').value);
  const body = byId('arm-body').value;
  const actions = {
    status: { status, ...(body !== '' && { body }) },
    delay: { delayMs: Number(byId('arm-delay').value) },
    html: { html: true, status },
    truncate: { truncate: true, body: body || 'half of this is sent' },
    reset: { reset: true },
    hang: { hang: true },
  };
  return actions[kind];
}

function showKind() {
  const kind = byId('arm-kind').value;
  for (const field of document.querySelectorAll('[data-for]')) {
    field.hidden = !field.dataset.for.split(' ').includes(kind);
  }
}

async function arm(event) {
  event.preventDefault();
  const match = Object.fromEntries(
    ['method', 'path', 'contains'].map((name) => [name, byId(`arm-${name}`).value]).filter(([, value]) => value !== ''),
  );
  const order = { match, times: Number(byId('arm-times').value), action: actionOf(byId('arm-kind').value) };
  try {
    const { id } = await ask('/provocations', 'POST', order);
    byId('arm-result').className = '';
    byId('arm-result').textContent = `${id} is armed`;
    await showProvocations();
  } catch (error) {
    byId('arm-result').className = 'bad';
    byId('arm-result').textContent = error.message;
  }
}

async function showProvocations() {
  const { provocations } = await ask('/provocations');
  byId('provocation-list').replaceChildren(
    ...provocations.map(({ id, match, action, times, remaining }) =>
      element(
        'li',
        {},
        element(
          'p',
          {},
          `${remaining} of ${times} left: `,
          element('code', {}, JSON.stringify(match)),
          ' ',
          element('code', {}, JSON.stringify(action)),
        ),
        element(
          'button',
          {
            type: 'button',
            'aria-label': `Disarm ${id}`,
            onclick: async () => {
              await ask(`/provocations/${id}`, 'DELETE');
              await showProvocations();
            },
          },
          'Disarm',
        ),
      ),
    ),
  );
}

// Tokens

let examples = {};

function mintField([name, value]) {
  const id = `mint-${name}`;
  const label = element('label', { for: id }, name);
  if (typeof value === 'object') {
    const field = element('textarea', { id, rows: '3', spellcheck: 'false' });
    field.value = JSON.stringify(value, null, 2);
    return element('p', { class: 'whole' }, label, field);
  }
  if (typeof value === 'boolean') {
    const field = element('select', { id }, element('option', {}, 'true'), element('option', {}, 'false'));
    field.value = String(value);
    return element('p', {}, label, field);
  }
  const type = typeof value === 'number' ? 'number' : 'text';
  return element('p', {}, label, element('input', { id, type, value: String(value), spellcheck: 'false' }));
}

function showMintFields() {
  const example = examples[byId('mint-system').value] ?? {};
  byId('mint-fields').replaceChildren(...Object.entries(example).map(mintField));
}

function mintOrder() {
  const system = byId('mint-system').value;
  const members = Object.entries(examples[system]).map(([name, value]) => {
    const text = byId(`mint-${name}`).value;
    return [name, text === '' ? undefined : typeof value === 'string' ? text : JSON.parse(text)];
  });
  return { system, ...Object.fromEntries(members) };
}

async function mint(event) {
  event.preventDefault();
  const result = byId('mint-result');
  try {
    const made = await ask('/mint', 'POST', mintOrder());
    result.replaceChildren(block(JSON.stringify(made, null, 2), 'What was made'));
    const { access_token, id_token, token, data } = made;
    byId('token').value = access_token ?? id_token ?? token ?? data?.token ?? byId('token').value;
  } catch (error) {
    result.replaceChildren(element('p', { class: 'bad' }, error.message));
  }
}

async function inspect(event) {
  event.preventDefault();
  const place = byId('inspect-result');
  try {
    const { kind, header, claims, signature, expired, known } = await ask('/inspect', 'POST', {
      token: byId('token').value,
    });
    const facts = known.map(({ system, what, active }) => `${system}: ${what}, ${active ? 'active' : 'not active'}`);
    if (signature !== undefined) facts.unshift(`signature ${signature}`);
    if (expired !== undefined) facts.unshift(expired ? 'expired' : 'not expired');
    if (known.length === 0) facts.push('no system of this mock knows it');
    place.replaceChildren(
      element('h4', {}, kind),
      element('ul', {}, ...facts.map((fact) => element('li', {}, fact))),
      ...(header ? [element('h4', {}, 'Header'), block(JSON.stringify(header, null, 2), 'Header')] : []),
      ...(claims ? [element('h4', {}, 'Claims'), block(JSON.stringify(claims, null, 2), 'Claims')] : []),
    );
  } catch (error) {
    place.replaceChildren(element('p', { class: 'bad' }, error.message));
  }
}

function showTokens({ systems }) {
  examples = Object.fromEntries(
    Object.entries(systems).flatMap(([name, system]) => (system.mint ? [[name, system.mint]] : [])),
  );
  byId('mint-system').replaceChildren(...Object.keys(examples).map((name) => element('option', {}, name)));
  showMintFields();
}

// Begin

async function begin() {
  addEventListener('hashchange', showSection);
  showSection();
  showKind();
  const told = await ask('');
  showSystems(told);
  showTokens(told);
  listen();
  byId('request-filter').addEventListener('input', () => {
    for (const { item, entry } of rows.values()) item.hidden = !matches(entry);
    countRequests();
  });
  byId('pause').addEventListener('click', () => {
    paused = !paused;
    byId('pause').setAttribute('aria-pressed', String(paused));
    for (const entry of paused ? [] : waiting.splice(0)) take(entry);
    countRequests();
  });
  byId('clear-list').addEventListener('click', () => {
    rows.clear();
    byId('request-list').replaceChildren();
    countRequests();
  });
  byId('fault-search').addEventListener('input', showFaults);
  byId('arm-kind').addEventListener('change', showKind);
  byId('arm').addEventListener('submit', arm);
  byId('mint-system').addEventListener('change', showMintFields);
  byId('mint').addEventListener('submit', mint);
  byId('inspect').addEventListener('submit', inspect);
  await showProvocations();
  ({ faults } = await ask('/faults'));
  faults = faults.map((fault) => ({
    ...fault,
    text: `${fault.id} ${fault.sentence} ${fault.breaks.join(' ')}`.toLowerCase(),
  }));
  showFaults();
}

begin().catch((error) => toast(error.message));
