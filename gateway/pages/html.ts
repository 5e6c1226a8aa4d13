/** Pages may load nothing but what this server serves itself. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Text as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

export interface PageParts {
  readonly title: string;
  /** Shown large above everything, such as that the data is simulated. */
  readonly label?: string | undefined;
  readonly body: string;
  readonly script?: string;
}

/** A whole page around a body; the body is HTML and escapes by itself what it took from elsewhere. */
export function page({ title, label, body, script }: PageParts): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(label ? `${label} – ${title}` : title)}</title>
<link rel="stylesheet" href="/assets/page.css">
${script ? `<script src="${escapeHtml(script)}" defer></script>\n` : ''}</head>
<body>
${label ? `<p class="label" role="note"><strong>${escapeHtml(label)}</strong></p>\n` : ''}<main>
${body}
</main>
</body>
</html>
`;
}

export const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
.label { margin: 0; padding: .75rem 1rem; text-align: center; font-size: 1.75rem; color: #fff; background: #a30000; }
.en { opacity: .8; }
textarea { box-sizing: border-box; width: 100%; font: .95rem/1.4 ui-monospace, monospace; }
pre { overflow: auto; padding: .75rem; border: 1px solid; font: .9rem/1.4 ui-monospace, monospace; }
button { font: inherit; padding: .4rem 1.2rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .25rem 1rem .25rem 0; vertical-align: top; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;
