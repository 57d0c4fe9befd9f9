// The browser offers to keep things for a page. Nothing here is kept there, and with this no script can by mistake.
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(window, name, { value: undefined, configurable: true });
}
document.documentElement.classList.add('scripting');
