import { escapeHtml, page } from './html';

/** A page to try queries on; it asks the same address over POST, like any client, and loads nothing from elsewhere. */
export function explorerPage(parts: { label?: string | undefined; example: string }): string {
  return page({
    title: 'GraphQL – Hệ thống chỉ số cấp tỉnh – Provincial indicator hub',
    label: parts.label,
    script: '/assets/explorer.js',
    body: `<h1>Thử truy vấn GraphQL <small class="en" lang="en">Try a GraphQL query</small></h1>
<p><a href="/">Trang chủ <span class="en" lang="en">Home</span></a></p>
<noscript><p>Trang này cần JavaScript. <span class="en" lang="en">This page needs JavaScript.</span></p></noscript>
<form id="form">
<p><label for="query">Truy vấn <span class="en" lang="en">Query</span></label><br>
<textarea id="query" rows="16" spellcheck="false">${escapeHtml(parts.example)}</textarea></p>
<p><label for="variables">Biến (JSON) <span class="en" lang="en">Variables (JSON)</span></label><br>
<textarea id="variables" rows="4" spellcheck="false"></textarea></p>
<p><button type="submit">Chạy <span lang="en">/ Run</span></button> <kbd>Ctrl</kbd>+<kbd>Enter</kbd></p>
</form>
<h2 id="result-title">Kết quả <small class="en" lang="en">Result</small></h2>
<p id="status" role="status"></p>
<pre id="result" tabindex="0" aria-labelledby="result-title"></pre>`,
  });
}

/** What the page runs; a file of its own, so that no inline script needs to be allowed. */
export const EXPLORER_SCRIPT = `'use strict';
(() => {
  const at = (id) => document.getElementById(id);
  const asked = new URLSearchParams(location.search);
  if (asked.get('query')) at('query').value = asked.get('query');
  if (asked.get('variables')) at('variables').value = asked.get('variables');
  const show = (status, text) => {
    at('status').textContent = status;
    at('result').textContent = text;
  };
  const run = async () => {
    let variables;
    try {
      variables = at('variables').value.trim() ? JSON.parse(at('variables').value) : undefined;
    } catch (fault) {
      show('Biến không phải JSON / The variables are not JSON', fault.message);
      return;
    }
    show('...', '');
    const begun = performance.now();
    try {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: at('query').value, variables }),
      });
      const text = await response.text();
      const took = Math.round(performance.now() - begun);
      let pretty = text;
      try {
        pretty = JSON.stringify(JSON.parse(text), null, 2);
      } catch {}
      show('HTTP ' + response.status + ', ' + took + ' ms', pretty);
    } catch (fault) {
      show('Không gửi được / Could not be sent', fault.message);
    }
  };
  at('form').addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  at('form').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
})();
`;
