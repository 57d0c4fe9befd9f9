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
  const minutes = (name) => Number(page().dataset[name]);
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

  // No keepalive: a browser refuses it for more than 64 kB, and a note may be longer.
  const post = (address, fields) => fetch(address, {
    method: 'POST', body: fields, redirect: 'manual', headers: { 'X-CSRFToken': page().dataset.token },
  });

  const keepable = (form) => {
    const fields = new URLSearchParams();
    for (const secret of form.querySelectorAll('[type="password"]')) secret.value = '';
    for (const [name, value] of new FormData(form)) if (value && typeof value === 'string') fields.append(name, value);
    fields.append('kept_for', new URL(form.action).pathname);
    return fields;
  };

  // Kept once: what is not kept stays on the page, under the cover, and is sent again.
  const keep = async (form) => {
    const { status } = await post(page().dataset.keep, keepable(form));
    if (status !== 204) throw new Error('not kept');
    form.removeAttribute('data-typed');
  };

  // Leaving takes along what was typed, too.
  document.addEventListener('notes:typed', ({ detail }) => detail.push(...[...document.querySelectorAll('form[data-typed]')].map(keepable)));

  const lock = async () => {
    if (locking) return;
    locking = true;
    root.classList.add('covered');
    try {
      await Promise.all([...document.querySelectorAll('form[data-typed]')].map(keep));
      await post(page().dataset.lock, new URLSearchParams());
    } catch {
      locking = false;
      return;
    }
    location.replace('/');
  };

  // The notebook also locks by itself when the server hears nothing for long. Someone who writes for long is heard.
  const sayStillHere = (now) => {
    if (now - lastWord < MINUTE || lastTouch <= lastWord) return;
    lastWord = now;
    post(page().dataset.keep, new URLSearchParams()).catch(() => {});
  };

  const look = () => {
    if (!mayCover()) return;
    const now = Date.now();
    const idle = now - lastTouch;
    if (idle >= minutes('lockMinutes') * MINUTE) lock();
    else if (idle >= minutes('coverMinutes') * MINUTE) cover();
    else sayStillHere(now);
  };

  // Covering the page moves it, which counts as scrolling: under the cover nothing but lifting it is a touch.
  const touched = () => { if (!covered()) lastTouch = Date.now(); };
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'scroll']) addEventListener(kind, touched, { passive: true, capture: true });

  document.addEventListener('input', (event) => event.target.form?.toggleAttribute('data-typed', true));

  // The touch that lifts the cover does nothing else. Leaving still works through it.
  document.addEventListener('click', (event) => {
    if (!covered() || event.target.closest?.('[data-leave]')) return;
    event.preventDefault();
    event.stopPropagation();
    uncover();
  }, true);
  document.addEventListener('keydown', (event) => {
    if (!covered() || /^(Shift|Tab|Control|Alt|Meta)$/.test(event.key) || event.target.closest?.('[data-leave]')) return;
    event.preventDefault();
    uncover();
  }, true);

  document.addEventListener('visibilitychange', () => { if (document.hidden) cover(); else look(); });
  setInterval(look, 5000);
})();
