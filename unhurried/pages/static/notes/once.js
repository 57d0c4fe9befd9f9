// Two quick taps send a form once. Nothing is disabled: a button that goes dead says nothing about why.
(() => {
  const LONG_ENOUGH = 4000;
  const rest = (form) => form.removeAttribute('aria-busy');

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.getAttribute('aria-busy') === 'true') {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.setAttribute('aria-busy', 'true');
    setTimeout(rest, LONG_ENOUGH, form);
  }, true);

  document.addEventListener('htmx:afterRequest', (event) => { if (event.target.matches?.('form')) rest(event.target); });
})();
