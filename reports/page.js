(() => {
  const form = document.getElementById('filters');
  if (!form) return;
  const shown = document.getElementById('shown');
  const none = document.getElementById('none');
  const requirements = [...document.querySelectorAll('details.requirement')];
  const groups = [...document.querySelectorAll('[data-group]')].reverse();
  const texts = new Map();
  const packed = document.getElementById('packed');
  let opened;

  /** What the page holds compressed, once it is asked for. */
  function unpack() {
    opened ??= (async () => {
      const bytes = Uint8Array.from(atob(packed.textContent), (char) => char.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      const pack = JSON.parse(await new Response(stream).text());
      for (const requirement of requirements) {
        const inside = pack.insides[requirement.id];
        if (inside !== undefined) fillWith(insideOf(requirement), inside);
      }
      texts.clear();
      return pack;
    })();
    return opened;
  }

  function fillWith(element, markup) {
    element.innerHTML = markup;
    element.querySelectorAll('[data-copy]').forEach(copyButton);
    for (const link of element.querySelectorAll('a[data-exchange]')) link.setAttribute('aria-expanded', 'false');
  }

  function insideOf(details) {
    const there = details.querySelector(':scope > .inside');
    if (there) return there;
    const inside = document.createElement('div');
    inside.className = 'inside';
    details.append(inside);
    return inside;
  }

  /** Fills what was opened and is still empty. */
  async function fillIn(details) {
    if (!details.matches('.flow, .requirement')) return;
    const inside = insideOf(details);
    if (inside.childElementCount > 0) return;
    inside.textContent = 'Opening…';
    try {
      const { exchanges } = await unpack();
      const indexes = (inside.dataset.exchanges ?? '').split(' ').filter(Boolean);
      if (details.matches('.flow')) {
        fillWith(inside, indexes.map((index) => `<div id="exchange/${index}">${exchanges[index]}</div>`).join(''));
      }
    } catch {
      inside.textContent = 'This browser cannot open it; conformance.json has the same.';
    }
  }
  const choices = ['role', 'level', 'basis', 'endpoint'];

  function textOf(requirement) {
    if (!texts.has(requirement)) texts.set(requirement, requirement.textContent.toLowerCase());
    return texts.get(requirement);
  }

  function stateOf() {
    const data = new FormData(form);
    const state = new URLSearchParams();
    const verdicts = data.getAll('verdict');
    if (verdicts.length) state.set('verdict', verdicts.join(','));
    for (const name of [...choices, 'text']) if (data.get(name)) state.set(name, data.get(name));
    return state;
  }

  function apply(state) {
    const verdicts = (state.get('verdict') ?? '').split(',').filter(Boolean);
    const words = (state.get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const requirement of requirements) {
      const matches =
        (verdicts.length === 0 || verdicts.includes(requirement.dataset.verdict)) &&
        choices.every(
          (name) => !state.get(name) || state.get(name) === requirement.closest(`[data-${name}]`).dataset[name],
        ) &&
        words.every((word) => textOf(requirement).includes(word));
      requirement.hidden = !matches;
      if (matches) count += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector('details.requirement:not([hidden])');
    shown.textContent =
      count === requirements.length ? `${count} requirements` : `${count} of ${requirements.length} requirements`;
    none.hidden = count > 0;
  }

  function fill(state) {
    const verdicts = (state.get('verdict') ?? '').split(',');
    for (const box of form.querySelectorAll('[name=verdict]')) box.checked = verdicts.includes(box.value);
    for (const name of [...choices, 'text']) form.elements[name].value = state.get(name) ?? '';
  }

  function keep() {
    const state = stateOf();
    history.replaceState(null, '', `#${state}`);
    apply(state);
    if (state.has('text') && !opened) unpack().then(() => apply(stateOf()));
  }

  function show(element) {
    if (element.closest('[hidden]')) {
      form.reset();
      apply(new URLSearchParams());
    }
    for (let at = element; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    if (element.localName === 'details') fillIn(element);
    document.querySelector('.found')?.classList.remove('found');
    element.classList.add('found');
    element.scrollIntoView();
  }

  function follow() {
    const hash = location.hash.slice(1);
    let name = hash;
    try {
      name = decodeURIComponent(hash);
    } catch {}
    const element = hash && document.getElementById(name);
    if (element) return show(element);
    const exchange = /^exchange\/(\d+)$/.exec(name)?.[1];
    if (exchange) return void showExchange(exchange);
    const state = new URLSearchParams(hash.includes('=') ? hash : '');
    fill(state);
    apply(state);
    if (hash.includes('=')) form.scrollIntoView();
  }

  async function showExchange(index) {
    const inside = [...document.querySelectorAll('[data-exchanges]')].find((one) =>
      one.dataset.exchanges.split(' ').includes(index),
    );
    if (!inside) return;
    await fillIn(inside.parentElement);
    const element = document.getElementById(`exchange/${index}`);
    if (element) show(element);
  }

  function copyButton(pre) {
    const label = pre.dataset.copy || 'Copy';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    button.addEventListener('click', async () => {
      button.textContent = (await copy(pre)) ? 'Copied' : 'Selected';
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    });
    const script = pre.closest('.script');
    if (script) script.before(button);
    else pre.before(button);
  }

  async function copy(pre) {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(pre);
      return document.execCommand('copy');
    }
  }

  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-exchange]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const open = link.parentElement.querySelector('.exchange');
    link.setAttribute('aria-expanded', String(!open));
    if (open) return open.remove();
    const { exchanges } = await unpack();
    const holder = document.createElement('div');
    fillWith(holder, exchanges[link.dataset.exchange]);
    link.parentElement.append(...holder.childNodes);
  });

  document.addEventListener('toggle', ({ target }) => target.open && fillIn(target), true);

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.matches('[type=search]')) {
      event.target.value = '';
      event.target.blur();
      keep();
      return;
    }
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('[type=search], select')) return;
    event.preventDefault();
    form.elements.text.focus();
  });

  addEventListener('beforeprint', () => {
    for (const requirement of requirements) {
      if (['fail', 'error'].includes(requirement.dataset.verdict)) requirement.open = true;
    }
  });

  document.getElementById('unfold').addEventListener('click', () => {
    for (const requirement of requirements) if (!requirement.hidden) requirement.open = true;
  });
  document.querySelectorAll('[data-copy]').forEach(copyButton);
  for (const cell of document.querySelectorAll('.cell')) {
    const { verdict } = document.getElementById(cell.hash.slice(1)).dataset;
    cell.ariaLabel = `${cell.hash.slice(cell.hash.indexOf('/') + 1)}: ${verdict === 'none' ? 'not judged' : verdict}`;
    cell.title = cell.ariaLabel;
  }
  for (const part of [...document.querySelectorAll('h2[id]'), ...requirements]) {
    const link = document.createElement('a');
    link.className = 'permalink';
    link.href = `#${part.id}`;
    link.ariaLabel = `Link to ${part.querySelector('code')?.textContent ?? part.textContent}`;
    link.textContent = '#';
    if (part.localName === 'h2') part.append(' ', link);
    else part.querySelector('summary').after(link);
  }
  for (const link of document.querySelectorAll('a[data-exchange]')) link.setAttribute('aria-expanded', 'false');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', keep);
  form.addEventListener('reset', () => setTimeout(keep));
  addEventListener('hashchange', follow);
  form.hidden = false;
  apply(new URLSearchParams());
  follow();
})();
