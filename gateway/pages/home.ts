import { escapeHtml, page } from './html';

export interface HomeParts {
  readonly label?: string | undefined;
  /** Paths that are served, with the method: `GET /graphql`. */
  readonly addresses: readonly string[];
  readonly example: string;
}

const PURPOSE: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'GET /graphql': ['trang thử truy vấn (trong trình duyệt)', 'query page (in a browser)'],
  'POST /graphql': ['truy vấn GraphQL', 'GraphQL queries'],
  'POST /events': ['nhận sự kiện qua HTTP', 'takes events over HTTP'],
  'GET /exports/*': ['các báo cáo kết xuất', 'report exports'],
  'GET /metrics': ['số đo vận hành', 'operational metrics'],
  'GET /healthz': ['tiến trình đang chạy', 'the process is alive'],
  'GET /readyz': ['sẵn sàng phục vụ', 'ready to serve'],
};

/** The page at `/`: what this is, where things are, and a query to begin with. */
export function homePage({ label, addresses, example }: HomeParts): string {
  const rows = addresses.map((address) => {
    const [vi, en] = PURPOSE[address] ?? ['', ''];
    const path = address.slice(address.indexOf(' ') + 1);
    // Only what a browser can simply open is a link.
    const isLink = address.startsWith('GET ') && !path.includes('*');
    const text = `<code>${escapeHtml(address)}</code>`;
    const shown = isLink ? `<a href="${escapeHtml(path)}">${text}</a>` : text;
    return `<tr><th scope="row">${shown}</th><td>${vi}</td><td class="en" lang="en">${en}</td></tr>`;
  });
  return page({
    title: 'Hệ thống chỉ số cấp tỉnh – Provincial indicator hub',
    label,
    body: `<h1>Hệ thống chỉ số cấp tỉnh <small class="en" lang="en">Provincial indicator hub</small></h1>
<p>Tính chính xác các chỉ số về thủ tục hành chính và cung cấp qua GraphQL.
<span class="en" lang="en">Works out the indicators on administrative procedures, exactly, and offers them over GraphQL.</span></p>
<h2>Địa chỉ <small class="en" lang="en">Addresses</small></h2>
<table>
${rows.join('\n')}
</table>
<h2>Truy vấn mẫu <small class="en" lang="en">Example query</small></h2>
<form action="/graphql" method="get">
<p><label for="query">Truy vấn <span class="en" lang="en">Query</span></label><br>
<textarea id="query" name="query" rows="10" spellcheck="false">${escapeHtml(example)}</textarea></p>
<p><button type="submit">Mở <span lang="en">/ Open</span></button></p>
</form>`,
  });
}
