// An open notebook that nobody touches is covered, then locked; one that goes to the background is covered at once.
// Before the lock, what was typed is sent to be kept, sealed. A page marked data-no-cover shows nothing private.
(() => {
  const MINUTE = 60_000;
  const root = document.documentElement;
  let lastTouch = Date.now();
  let lastWord = Date.now();
  let before = null;
  let locking = false;

  const page = () => document.getElementById('page');
  const minutes = (name) => Number(page()?.dataset[name]) || Infinity;
  const mayCover = () => page()?.dataset.coverMinutes && !document.querySelector('[data-no-cover]');
  const covered = () => root.classList.contains('covered');

  const cover = () => {
    if (covered() || !mayCover()) return;
    before = document.activeElement;
    root.classList.add('covered');
    document.querySelector('[data-uncover]').focus({ preventScroll: true });
  };

  const uncover = () => {
    lastTouch = Date.now();
    root.classList.remove('covered');
    if (before?.isConnected) before.focus({ preventScroll: true });
  };

  const post = (address, fields) => fetch(address, {
    method: 'POST', body: fields, keepalive: true, redirect: 'manual', headers: { 'X-CSRFToken': page().dataset.token },
  });

  const typedForms = () => [...document.querySelectorAll('form[method="post"]')].filter((form) =>
    [...form.querySelectorAll('textarea, input:not([type="hidden"], [type="password"])')].some((field) =>
      field.type === 'radio' || field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));

  const keepable = (form) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const secret = form.elements[name]?.type === 'password';
      if (typeof value === 'string' && name !== 'csrfmiddlewaretoken' && !secret) fields.append(name, value);
    }
    fields.append('kept_for', new URL(form.action).pathname);
    return fields;
  };

  const lock = async () => {
    if (locking) return;
    locking = true;
    const { keep, lock: address } = page().dataset;
    const sent = typedForms().map((form) => post(keep, keepable(form)));
    root.classList.add('covered');
    await Promise.allSettled(sent);
    await post(address, new URLSearchParams()).catch(() => {});
    location.replace('/');
  };

  // The notebook also locks by itself when the server hears nothing for long. Someone who writes for long is heard.
  const sayStillHere = (now) => {
    if (now - lastWord < MINUTE || lastTouch <= lastWord) return;
    lastWord = now;
    post(page().dataset.keep, new URLSearchParams()).catch(() => {});
  };

  const look = () => {
    if (!page()?.dataset.coverMinutes) return;
    const now = Date.now();
    const idle = now - lastTouch;
    if (idle >= minutes('lockMinutes') * MINUTE) lock();
    else if (idle >= minutes('coverMinutes') * MINUTE) cover();
    else sayStillHere(now);
  };

  // Covering the page moves it, which counts as scrolling: under the cover nothing but lifting it is a touch.
  const touched = () => { if (!covered()) lastTouch = Date.now(); };
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'scroll', 'input']) addEventListener(kind, touched, { passive: true, capture: true });

  // The touch that lifts the cover does nothing else. Leaving still works through it.
  document.addEventListener('click', (event) => {
    if (!covered() || event.target.closest?.('[data-leave]')) return;
    event.preventDefault();
    event.stopPropagation();
    uncover();
  }, true);
  document.addEventListener('keydown', (event) => {
    if (!covered() || ['Shift', 'Tab', 'Control', 'Alt', 'Meta'].includes(event.key) || event.target.closest?.('[data-leave]')) return;
    event.preventDefault();
    uncover();
  }, true);

  document.addEventListener('visibilitychange', () => { if (document.hidden) cover(); else look(); });
  setInterval(look, 5000);
})();
