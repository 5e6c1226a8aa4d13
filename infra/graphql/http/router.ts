import type { IncomingMessage, ServerResponse } from 'node:http';

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** By method and path: `POST /events`, or `GET /exports/*` for everything below. */
export type Routes = Readonly<Record<string, Route>>;

export type Match =
  | { readonly kind: 'found'; readonly route: Route /** Its name among the routes. */; readonly key: string }
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

/** Finds the route of a request; a whole path goes before a prefix, a longer prefix before a shorter one. */
export class Router {
  readonly #entries: readonly { key: string; method: string; path: string; isPrefix: boolean; route: Route }[];

  constructor(routes: Routes) {
    this.#entries = Object.entries(routes)
      .map(([key, route]) => {
        const [, method, path, star] = /^([A-Z]+) (\/[^\s*]*)(\*?)$/.exec(key) ?? [];
        if (!method || !path) throw new Error(`A route reads like "GET /path" or "GET /path/*", not "${key}".`);
        return { key, method, path, isPrefix: star === '*', route };
      })
      .sort((a, b) => Number(a.isPrefix) - Number(b.isPrefix) || b.path.length - a.path.length);
  }

  match(method: string, path: string): Match {
    const here = this.#entries.filter((each) => (each.isPrefix ? path.startsWith(each.path) : path === each.path));
    const wanted = method === 'HEAD' ? 'GET' : method;
    const found = here.find((each) => each.method === wanted);
    if (found) return { kind: 'found', route: found.route, key: found.key };
    if (here.length === 0) return { kind: 'none' };
    return { kind: 'method', allowed: [...new Set(here.map((each) => each.method))].sort() };
  }
}

/** Answers with a text of some type. */
export function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  const full = type.includes('charset') ? type : `${type}; charset=utf-8`;
  response.writeHead(status, { 'content-type': full, 'content-length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, 'application/json', `${JSON.stringify(value)}\n`);
}
