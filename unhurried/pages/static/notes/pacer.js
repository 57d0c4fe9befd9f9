// The pacer moves only between Start and Stop. With less motion asked for, the circle is gone and the bar and words do it.
(() => {
  const SMALLEST = 0.55;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let running = null;

  const part = (pacer, name) => pacer.querySelector(`[data-${name}]`);

  const phase = (pacer, seconds) => {
    const into = Number(pacer.dataset.in);
    const out = Number(pacer.dataset.out);
    const at = seconds % (into + out);
    return at < into
      ? { words: pacer.dataset.sayIn, full: at / into }
      : { words: pacer.dataset.sayOut, full: 1 - (at - into) / out };
  };

  const draw = (now) => {
    if (!running?.pacer.isConnected) { running = null; return; }
    const { pacer, began } = running;
    const { words, full } = phase(pacer, (now - began) / 1000);
    const cue = part(pacer, 'cue');
    if (cue.textContent !== words) cue.textContent = words;
    part(pacer, 'bar').value = Math.round(100 * full);
    if (!calm.matches) part(pacer, 'air').style.setProperty('--air', (SMALLEST + (1 - SMALLEST) * full).toFixed(3));
    requestAnimationFrame(draw);
  };

  const stop = () => {
    const { pacer } = running;
    running = null;
    part(pacer, 'go').textContent = pacer.dataset.start;
    part(pacer, 'cue').textContent = pacer.dataset.stopped;
    part(pacer, 'bar').value = 0;
    part(pacer, 'air').style.removeProperty('--air');
  };

  const start = (pacer) => {
    running = { pacer, began: performance.now() };
    part(pacer, 'go').textContent = pacer.dataset.stop;
    requestAnimationFrame(draw);
  };

  document.addEventListener('click', (event) => {
    const pacer = event.target.closest?.('[data-pacer]');
    if (!pacer) return;
    if (event.target.closest('[data-go]')) { if (running) stop(); else start(pacer); }
    const aloud = event.target.closest('[data-aloud]');
    if (aloud) {
      const on = aloud.getAttribute('aria-pressed') !== 'true';
      aloud.setAttribute('aria-pressed', on);
      part(pacer, 'cue').setAttribute('aria-live', on ? 'polite' : 'off');
    }
  });
})();
