// A button that opens a menu; the browser closes it on Escape and on a click elsewhere.
import { Icon } from './icons.js';
import { html, useEffect, useRef, useState } from './lib.js';

/** A menu; items() is asked when it opens: {id, icon, label, danger, run} or {heading}. */
export function Menu({ label, icon, items, text, class: classes }) {
  const [open, setOpen] = useState(null);
  const button = useRef(null);
  return html`<button ref=${button} class=${classes ?? (text ? 'button' : 'icon-button')} aria-haspopup="menu" aria-expanded=${open ? 'true' : 'false'} aria-label=${label}
      title=${text ? null : 'More'} onClick=${() => setOpen(open ? null : items())}>
      <${Icon} name=${icon} />${text && html`<span>${text}</span>`}
    </button>
    ${open && html`<${Popup} anchor=${button} onClose=${() => setOpen(null)} role="menu" label=${label}>
      ${open.map((item) => (item.heading ? html`<div class="menu-heading" role="presentation">${item.heading}</div>` : html`<${Item} item=${item} onDone=${() => setOpen(null)} />`))}
    </${Popup}>`}`;
}

function Item({ item, onDone }) {
  const run = () => {
    onDone();
    item.run();
  };
  return html`<button role="menuitem" class=${item.danger ? 'menu-item danger' : 'menu-item'} data-action=${item.id} onClick=${run}>
    ${item.icon && html`<${Icon} name=${item.icon} />`}<span>${item.label}</span>
  </button>`;
}

/** A panel beside its anchor, above everything else; arrow keys go through what is in it. */
export function Popup({ anchor, onClose, role, label, children }) {
  const panel = useRef(null);
  useEffect(() => {
    const element = panel.current;
    const back = anchor.current;
    element.showPopover();
    place(element, back.getBoundingClientRect());
    stops(element)[0]?.focus();
    const toggled = (event) => event.newState === 'closed' && onClose();
    element.addEventListener('toggle', toggled);
    return () => {
      element.removeEventListener('toggle', toggled);
      if (element.contains(document.activeElement) || document.activeElement === document.body) back.focus();
    };
  }, []);
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Tab' && role === 'menu') onClose();
    if (!step) return;
    event.preventDefault();
    const all = stops(panel.current);
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  };
  return html`<div ref=${panel} popover="auto" class="popup" role=${role} aria-label=${label} onKeyDown=${keys}>${children}</div>`;
}

function stops(element) {
  return [...element.querySelectorAll('button, input, a')];
}

function place(element, anchor) {
  const { width, height } = element.getBoundingClientRect();
  const below = anchor.bottom + 4 + height <= innerHeight;
  element.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, below ? anchor.bottom + 4 : anchor.top - height - 4)}px`;
}
