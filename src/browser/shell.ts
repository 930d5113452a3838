// What every page gains with script: `/` goes to the search, parts open without loading again, tables sort in place, a quick way out.

/** Marks this file as a module for the compiler. */
export {};

const main = document.querySelector('main');

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.querySelector<HTMLInputElement>('main input[type=search], #site-q');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest<HTMLElement>('[data-open]');
  if (opener) {
    event.preventDefault();
    const open = opener.dataset['open'] === 'all';
    for (const part of main?.querySelectorAll('details') ?? []) part.open = open;
    return;
  }
  const sorter = target?.closest<HTMLAnchorElement>('thead a');
  if (sorter && sortInPlace(sorter)) event.preventDefault();
});

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Sorts the rows of the link's table and writes the order into the address; false when the server must do it. */
function sortInPlace(link: HTMLAnchorElement): boolean {
  const head = link.closest('th');
  const table = link.closest('table');
  const body = table?.tBodies[0];
  // Part of a longer list: only the server knows the rest.
  if (!head || !table || !body || document.querySelector('main .pages')) return false;
  const descending = head.getAttribute('aria-sort') === 'ascending';
  const column = head.cellIndex;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => {
    if (a.key === '' || b.key === '') return a.key === b.key ? 0 : a.key === '' ? 1 : -1;
    return descending ? collator.compare(b.key, a.key) : collator.compare(a.key, b.key);
  });
  body.append(...rows.map(({ row }) => row));
  for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  history.replaceState(null, '', link.href);
  const next = new URL(link.href);
  const name = (next.searchParams.get('sort') ?? '').replace(/^-/, '');
  next.searchParams.set('sort', descending ? name : `-${name}`);
  link.href = next.href;
  return true;
}

function keyOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.dataset['sort'] ?? cell?.textContent?.trim() ?? '';
}

// The help page: leaving must be quick and must not leave the page one step back.
const exit = document.querySelector<HTMLAnchorElement>('a[data-leave]');
if (exit) {
  let presses: number[] = [];
  const leave = () => location.replace(exit.href);
  exit.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}
