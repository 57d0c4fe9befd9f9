// Leaving: by the link, or by Shift three times within five seconds. The page is emptied first, in the same moment; only
// then are typed words sent to be sealed, the notebook locked and the plain front page fetched. With scripting off the link does the last two by itself.
(() => {
  const PATIENCE = 5000;
  const SLOWEST_LOCK = 2500;
  const MOST_KEPT_ALIVE = 60_000; // a browser refuses to finish longer ones after the page has gone
  let presses = 0;
  let usedWithShift = false;
  let forget;
  let leaving = false;

  const link = () => document.querySelector('[data-leave]');

  const show = (count) => {
    const status = document.querySelector('[data-leave-status]');
    if (!status) return;
    status.textContent = count === 1 ? status.dataset.two : count === 2 ? status.dataset.one : '';
    if (count) link().dataset.presses = count; else delete link().dataset.presses;
  };

  const startOver = () => {
    clearTimeout(forget);
    if (presses) { presses = 0; show(0); }
  };

  const empty = () => {
    document.documentElement.className = 'gone';
    document.body.replaceChildren();
  };

  const leave = async () => {
    if (leaving) return;
    leaving = true;
    const address = link().href;
    const { token, keep } = document.getElementById('page').dataset;
    const typed = [];
    if (keep) document.dispatchEvent(new CustomEvent('notes:typed', { detail: typed }));
    empty();
    const post = (to, body) => fetch(to, {
      method: 'POST', body, keepalive: String(body).length < MOST_KEPT_ALIVE, redirect: 'manual',
      headers: { 'X-CSRFToken': token }, signal: AbortSignal.timeout(SLOWEST_LOCK),
    });
    await Promise.allSettled(typed.map((words) => post(keep, words)));
    let locked = false;
    try {
      locked = (await post(address, '')).status === 204;
    } catch { /* no answer: the address itself locks too, and is asked next */ }
    location.replace(locked ? '/' : address);
  };

  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-leave]')) return;
    event.preventDefault();
    leave();
  }, true);

  // A Shift that was held for a capital letter, a shortcut or a mouse selection is not a press.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Shift') { if (!event.repeat) usedWithShift = false; return; }
    usedWithShift = true;
    startOver();
  }, true);
  document.addEventListener('pointerdown', () => { usedWithShift = true; startOver(); }, true);

  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || usedWithShift || leaving) return;
    presses += 1;
    if (presses === 3) { leave(); return; }
    show(presses);
    clearTimeout(forget);
    forget = setTimeout(startOver, PATIENCE);
  }, true);

  // A page the browser kept in memory and brings back by the back button has not been asked for: empty it and ask.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    empty();
    location.reload();
  });
})();
