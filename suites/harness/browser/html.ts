import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { type Control, type Markup, oneLine } from './markup.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** More controls than a person would look through. */
const MOST_CONTROLS = 1_000;

/** What a page of HTML holds, read as a browser reads it that runs no scripts. */
export function readHtml(html: string): Markup {
  const owners = new Map<Element, Element>();
  const document = parse(html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      onElementCreated(element, { formElement, isInTemplate }) {
        if (formElement && !isInTemplate) owners.set(element, formElement);
      },
    },
  });
  const elements = [...nodesBelow(document)].filter(isElement);
  const forms = elements.filter(({ tagName }) => tagName === 'form');
  const base = elements.find((element) => element.tagName === 'base' && isSet(element, 'href'));
  const controls = elements.filter(({ tagName }) => /^(input|button|select|textarea)$/.test(tagName));
  const ownerOf = (control: Element): number | undefined => {
    const named = attribute(control, 'form');
    const owner = named === undefined ? owners.get(control) : elements.find((one) => attribute(one, 'id') === named);
    const index = owner ? forms.indexOf(owner) : -1;
    return index < 0 ? undefined : index;
  };
  const labels = elements.filter(({ tagName }) => tagName === 'label');
  const links = elements.filter(isLink).slice(0, MOST_CONTROLS);
  const body = elements.find(({ tagName }) => tagName === 'body');
  return {
    base: base && attribute(base, 'href'),
    forms: forms.map((form) => ({
      action: attribute(form, 'action') ?? '',
      method: attribute(form, 'method') ?? '',
    })),
    controls: onePerRadioGroup(
      controls.slice(0, MOST_CONTROLS).map((control) => read(control, ownerOf(control), labels)),
    ),
    links: links.map(textOf),
    hrefs: links.map((link) => attribute(link, 'href') ?? ''),
    text: body ? textOf(body) : '',
    mayChange: elements.some(mayChangeThePage),
    rendered: false,
  };
}

function isLink(element: Element): boolean {
  return element.tagName === 'a' && isSet(element, 'href');
}

function mayChangeThePage(element: Element): boolean {
  return element.tagName === 'script' || /^refresh$/i.test(attribute(element, 'http-equiv') ?? '');
}

const INPUT_TYPES = new Set(
  'hidden text search tel url email password date month week time datetime-local number range color checkbox radio file submit image reset button'.split(
    ' ',
  ),
);

function read(control: Element, form: number | undefined, labels: readonly Element[]): Control {
  const type = typeOf(control);
  return {
    type,
    name: attribute(control, 'name') ?? '',
    id: attribute(control, 'id') ?? '',
    values: type === 'password' ? [''] : valuesOf(control, type),
    checked: isSet(control, 'checked'),
    disabled: isDisabled(control),
    visible: type !== 'hidden' && !ancestorsOf(control).some(isHidden) && !isHidden(control),
    autocomplete: (attribute(control, 'autocomplete') ?? '').toLowerCase(),
    label: labelOf(control, type, labels),
    form,
    action: attribute(control, 'formaction'),
    method: attribute(control, 'formmethod'),
  };
}

function typeOf(control: Element): string {
  const type = (attribute(control, 'type') ?? '').toLowerCase();
  if (control.tagName === 'input') return INPUT_TYPES.has(type) ? type : 'text';
  if (control.tagName === 'button') return ['reset', 'button'].includes(type) ? type : 'submit';
  if (control.tagName === 'textarea') return 'textarea';
  return isSet(control, 'multiple') ? 'select-multiple' : 'select-one';
}

function valuesOf(control: Element, type: string): readonly string[] {
  if (type === 'textarea') return [rawText(control)];
  if (type === 'checkbox' || type === 'radio') return [attribute(control, 'value') ?? 'on'];
  if (!type.startsWith('select')) return [attribute(control, 'value') ?? ''];
  const options = [...nodesBelow(control)].filter(isElement).filter(({ tagName }) => tagName === 'option');
  const usable = options.filter(
    (option) => ![option, ...ancestorsOf(option)].some((one) => /^opt/.test(one.tagName) && isSet(one, 'disabled')),
  );
  const selected = usable.filter((option) => isSet(option, 'selected'));
  const chosen = type === 'select-multiple' ? selected : [selected.at(-1) ?? usable[0]];
  return chosen.flatMap((option) => (option ? [attribute(option, 'value') ?? oneLine(rawText(option))] : []));
}

/** HTML: disabled by itself, or by a fieldset of which it is not in the first legend; a datalist's controls are barred. */
function isDisabled(control: Element): boolean {
  const path = [control, ...ancestorsOf(control)];
  return (
    isSet(control, 'disabled') ||
    path.some(({ tagName }) => tagName === 'datalist') ||
    path.some((fieldset, depth) => {
      if (fieldset.tagName !== 'fieldset' || !isSet(fieldset, 'disabled')) return false;
      const legend = fieldset.childNodes.find((child) => isElement(child) && child.tagName === 'legend');
      return legend === undefined || path[depth - 1] !== legend;
    })
  );
}

function isHidden(element: Element): boolean {
  return isSet(element, 'hidden') || /display\s*:\s*none/i.test(attribute(element, 'style') ?? '');
}

function labelOf(control: Element, type: string, labels: readonly Element[]): string {
  if (control.tagName === 'button') return textOf(control) || oneLine(attribute(control, 'aria-label') ?? '');
  if (type === 'image') return oneLine(attribute(control, 'alt') ?? '');
  if (['submit', 'reset', 'button'].includes(type)) return oneLine(attribute(control, 'value') ?? '');
  const id = attribute(control, 'id');
  const around = ancestorsOf(control);
  const own = labels.filter((label) => (id && attribute(label, 'for') === id) || around.includes(label));
  return oneLine(own.map(textOf).join(' '));
}

/** Of the radio buttons of one name in one form the last that is checked is. */
function onePerRadioGroup(controls: readonly Control[]): Control[] {
  return controls.map((control, at) => {
    const later = controls
      .slice(at + 1)
      .some(
        ({ type, name, form, checked }) =>
          type === 'radio' && checked && name === control.name && form === control.form,
      );
    return control.type === 'radio' && later ? { ...control, checked: false } : control;
  });
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function isSet(element: Element, name: string): boolean {
  return attribute(element, name) !== undefined;
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** In document order; `skip` leaves out what is below a node. Pages nest as deep as they like, so that nothing recurses. */
function* nodesBelow(root: Node, skip: (node: Node) => boolean = () => false): Generator<Node> {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node !== root) yield node;
    if ('childNodes' in node && !skip(node)) for (const child of node.childNodes.toReversed()) open.push(child);
  }
}

function ancestorsOf({ parentNode }: Element): Element[] {
  const found: Element[] = [];
  for (let node = parentNode; node && isElement(node); node = node.parentNode) found.push(node);
  return found;
}

/** The text that people see of an element, in one line. */
function textOf(element: Element): string {
  const isCode = (node: Node) => isElement(node) && /^(script|style)$/.test(node.tagName);
  return oneLine(textsOf(element, isCode).join(' '));
}

function rawText(element: Element): string {
  return textsOf(element, () => false).join('');
}

function textsOf(element: Element, skip: (node: Node) => boolean): string[] {
  return [...nodesBelow(element, skip)].flatMap((node) =>
    node.nodeName === '#text' && 'value' in node ? [node.value] : [],
  );
}
