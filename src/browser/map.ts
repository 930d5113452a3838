// Shows the name and value of the place under the pointer or in focus, beside the map, larger than a tooltip.

/** Marks this file as a module for the compiler. */
export {};

for (const sheet of document.querySelectorAll<SVGSVGElement>('svg.sheet')) {
  const label = document.createElement('p');
  label.className = 'map-label no-print';
  label.setAttribute('aria-hidden', 'true');
  sheet.after(label);
  const show = (event: Event) => {
    const target = event.target instanceof Element ? event.target : null;
    const mark = target?.closest('a') ?? target?.closest('use, circle');
    label.textContent = mark?.querySelector(':scope > title')?.textContent ?? '';
  };
  sheet.addEventListener('pointerover', show);
  sheet.addEventListener('focusin', show);
  sheet.addEventListener('pointerleave', show);
}
