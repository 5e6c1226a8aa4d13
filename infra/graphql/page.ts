import { Directive, Field, ObjectType } from 'type-graphql';
import { InputFault } from './errors';

/** Where a page of a list ends (Relay cursor connections). */
@Directive('@shareable')
@ObjectType({ description: 'Where a page of a list ends' })
export class PageInfo {
  @Field({ description: 'Whether more follows this page' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Give it as `after` to get the next page; null on an empty page',
  })
  endCursor!: string | null;
}

/** Largest page. */
export const MAX_FIRST = 500;

/** A connection from a page of rows. */
export function connection<Row, Node>(
  page: { rows: readonly Row[]; total: number; hasNext: boolean },
  node: (row: Row) => Node,
  key: (row: Row) => unknown,
): { edges: { node: Node; cursor: string }[]; pageInfo: PageInfo; totalCount: number } {
  const edges = page.rows.map((row) => ({ node: node(row), cursor: writeCursor(key(row)) }));
  return {
    edges,
    pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: page.total,
  };
}

/** Page size where none, or null, is asked for. */
const DEFAULT_FIRST = 50;

/** @throws InputFault where `first` is no page size */
export function checkFirst(asked: number | null): number {
  const first = asked ?? DEFAULT_FIRST;
  if (first >= 0 && first <= MAX_FIRST) return first;
  throw new InputFault({ argument: 'first', value: first, expected: `a number from 0 to ${MAX_FIRST}` });
}

function writeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * What a cursor stands for; null where none is given.
 * @throws InputFault for a text that is no cursor of this list
 */
export function readCursor<Key>(cursor: string | null | undefined, check: (key: unknown) => key is Key): Key | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (check(key)) return key;
  } catch {
    // Falls through to the fault below.
  }
  throw new InputFault({ argument: 'after', value: cursor, expected: 'an endCursor or cursor of this same list' });
}

export const isText = (key: unknown): key is string => typeof key === 'string';
