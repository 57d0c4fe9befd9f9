// What happens around a page that was fetched: where the cursor goes, how it looks, and what is said when it did not come.
(() => {
  const root = document.documentElement;

  const arrive = (first) => {
    const page = document.getElementById('page');
    for (const look of ['appearance', 'text', 'font']) root.dataset[look] = page.dataset[look];
    const place = page.querySelector('[data-focus]') ?? (first ? null : page.querySelector('h1') ?? page.querySelector('main'));
    place?.focus({ preventScroll: !place.matches('[aria-invalid]') });
  };

  const say = (what) => {
    for (const line of document.querySelectorAll('[data-unkept]')) line.hidden = line.dataset.unkept !== what;
    if (what) document.querySelector('.unkept').scrollIntoView({ block: 'nearest' });
  };

  const didNotCome = (event) => say(event.detail.requestConfig?.verb === 'post' ? 'form' : 'page');

  document.addEventListener('htmx:beforeRequest', () => say(null));
  for (const kind of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout', 'htmx:sendAbort']) document.addEventListener(kind, didNotCome);

  // An answer without a page in it would leave nothing on the screen.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { detail } = event;
    if (!detail.shouldSwap || detail.xhr.responseText.includes('id="page"')) return;
    detail.shouldSwap = false;
    didNotCome(event);
  });

  // Said by the server with an answer that changes nothing: there was no room for the words.
  document.addEventListener('unkept', () => say('form'));

  // A link to a place on the same page moves the cursor there and leaves no address behind.
  document.addEventListener('click', (event) => {
    const place = event.target.closest?.('a[href^="#"]')?.hash.slice(1);
    if (!place) return;
    event.preventDefault();
    document.getElementById(place)?.focus();
  });

  document.addEventListener('htmx:afterSettle', () => arrive(false));
  arrive(true);
})();
