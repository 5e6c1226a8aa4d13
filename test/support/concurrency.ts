import type { Sql } from '../../infra/database';

/** The server's number of a connection. */
export async function idOf(sql: Sql): Promise<number> {
  return (await sql.all<{ id: number }>('SELECT CONNECTION_ID() AS id'))[0]!.id;
}

/** What is thrown. */
export function fault(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

/** Lets several work begin together, and again only when all have come. */
export function meeting(count: number): () => Promise<void> {
  let left = count;
  let open = (): void => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (--left <= 0) open();
    return all;
  };
}
