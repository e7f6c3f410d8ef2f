// A table of thousands of rows of which only the visible ones are in the page.
import { Icon } from './icons.js';
import { Component, html, useEffect, useLayoutEffect, useRef, useState } from './lib.js';
import { useNarrow } from './store.js';
import { visibleRows } from './window.js';

const ROW = 37;

/**
 * A virtual table. Columns are {id, label, sort, className, cell(row)}; rows have a name by nameOf.
 * On a narrow page the rows become cards of `card` pixels.
 */
export function Table({ label, columns, rows, nameOf, nameAttribute = 'data-app', card = 108, sort, onSort, onHold, empty, onOpen }) {
  const view = useRef(null);
  const narrow = useNarrow();
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  const height = narrow ? card : ROW;
  useLayoutEffect(() => {
    const element = view.current;
    const measure = () => setScroll((known) => (known.top === element.scrollTop && known.height === element.clientHeight ? known : { top: element.scrollTop, height: element.clientHeight }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  useRowKeys(view);
  const { first, last, before, after } = visibleRows(rows.length, height, scroll.top, scroll.height);
  const open = (event, row) => {
    if (onOpen && !event.target.closest('a, button, input') && getSelection().isCollapsed) onOpen(row);
  };
  return html`<div class="table-view" ref=${view} data-table=${label} tabindex="-1">
    <table role="table" aria-label=${label} aria-rowcount=${rows.length + 1}>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex="1">${columns.map((column) => html`<${Head} key=${column.id} column=${column} sort=${sort} onSort=${onSort} />`)}</tr>
      </thead>
      <tbody role="rowgroup" onMouseEnter=${() => onHold?.(true)} onMouseLeave=${() => onHold?.(false)}>
        ${before > 0 && html`<tr key="before" aria-hidden="true" class="spacer" style=${{ height: `${before}px` }}></tr>`}
        ${rows.slice(first, last).map((row, i) => html`<${Row} key=${`r-${nameOf(row)}`} row=${row} name=${nameOf(row)} nameAttribute=${nameAttribute} columns=${columns} index=${first + i + 2} open=${open} />`)}
        ${after > 0 && html`<tr key="after" aria-hidden="true" class="spacer" style=${{ height: `${after}px` }}></tr>`}
      </tbody>
    </table>
    ${rows.length === 0 && html`<div class="empty">${empty}</div>`}
  </div>`;
}

// A row is drawn again only when what it shows is another object; that keeps scrolling smooth.
class Row extends Component {
  shouldComponentUpdate(next) {
    return next.row !== this.props.row || next.columns !== this.props.columns || next.index !== this.props.index;
  }

  render({ row, name, nameAttribute, columns, index, open }) {
    return html`<tr role="row" class="row" ...${{ [nameAttribute]: name }} aria-rowindex=${index} onClick=${(event) => open(event, row)}>
      ${columns.map((column) => html`<td role="cell" key=${column.id} data-col=${column.id} class=${column.className ?? ''}>${column.cell(row)}</td>`)}
    </tr>`;
  }
}

function Head({ column, sort, onSort }) {
  if (!column.sort) return html`<th role="columnheader" scope="col" data-col=${column.id} class=${column.className ?? ''}>${column.hidden ? html`<span class="unseen">${column.label}</span>` : column.label}</th>`;
  const mine = sort.key === column.sort;
  const order = mine ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const next = { key: column.sort, descending: mine ? !sort.descending : Boolean(column.bigFirst) };
  return html`<th role="columnheader" scope="col" data-col=${column.id} class=${column.className ?? ''} aria-sort=${order}>
    <button class="sort" onClick=${() => onSort(next)}>${column.label}<span class="sort-mark" aria-hidden="true">${mine ? (sort.descending ? '↓' : '↑') : ''}</span></button>
  </th>`;
}

// Arrow keys, and j and k, go from row to row by the first link of each.
function useRowKeys(view) {
  useEffect(() => {
    const element = view.current;
    const go = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      const typing = event.target.closest('input, textarea, select, [popover], dialog');
      if (!step || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!element.contains(event.target) && !event.target.contains(element)) return;
      const rows = [...element.querySelectorAll('tr.row')];
      const at = rows.indexOf(event.target.closest('tr.row'));
      const target = rows[at < 0 ? 0 : at + step];
      if (!target) return;
      event.preventDefault();
      const link = target.querySelector('a, button');
      link?.focus({ preventScroll: true });
      target.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, []);
}

/** The box that narrows a list down. */
export function FilterBox({ value, onInput, placeholder, label }) {
  return html`<label class="filter-box">
    <${Icon} name="search" />
    <span class="unseen">${label}</span>
    <input type="search" data-filter value=${value} placeholder=${placeholder} onInput=${(event) => onInput(event.target.value)}
      onKeyDown=${(event) => event.key === 'Escape' && (event.target.value === '' ? event.target.blur() : onInput(''))} autocomplete="off" spellcheck="false" />
    <kbd aria-hidden="true">/</kbd>
  </label>`;
}
