// The mark of the observatory for browser tabs.

/** The mark of the observatory for tabs. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="15.5" fill="none" stroke="#0d5438" stroke-width="4"/><circle cx="20" cy="20" r="6" fill="#0d5438"/></svg>';
