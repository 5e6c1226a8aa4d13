import { type Command, Option } from 'commander';
import { createKey, KEY_ROLES, type KeyRole, listKeys, revokeKey, type StoredKey } from '../../access';
import { print, withStore } from './context';

export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .summary('keys for those who send facts or see dossiers')
    .description('Keys are asked for where HUB_AUTH=on. The store keeps a hash of each, never the key.');
  for (const add of [addCreate, addList, addRevoke]) add(keys);
  for (const command of keys.commands) command.exitOverride();
}

function addCreate(keys: Command): void {
  keys
    .command('create')
    .addOption(new Option('--role <role>', 'what it opens').choices(KEY_ROLES).makeOptionMandatory())
    .option('--source <urn>', 'with --role source: the CloudEvents source it may send as; a star at its end: all below')
    .requiredOption('--name <text>', 'who holds it')
    .summary('make a key and print it, once')
    .description(
      "Prints the key, once. 'source': opens POST /events to facts of its source, and shows no dossier. 'office': shows\n" +
        'everything, and sends no facts. It is sent as "Authorization: Bearer <key>".',
    )
    .action(async (options: { role: KeyRole; source?: string; name: string }) => {
      await withStore(async ({ database }, { auth }) => {
        print(await database.write((sql) => createKey(sql, options, Date.now())));
        process.stderr.write('Keep it now: it is stored nowhere and cannot be shown again.\n');
        if (auth === 'off') process.stderr.write('note: HUB_AUTH is off here, so nobody is asked for a key.\n');
      });
    });
}

function addList(keys: Command): void {
  keys
    .command('list')
    .summary('list the keys, without their secrets')
    .description('Lists the keys: id, role, source, name, when it was made, and when it was revoked.')
    .action(async () => {
      await withStore(async ({ database }) => {
        const all = await database.read(listKeys);
        print(all.length === 0 ? 'no keys' : table(all));
      });
    });
}

function addRevoke(keys: Command): void {
  keys
    .command('revoke')
    .argument('<id>', 'the middle part of the key, as hub keys list tells it')
    .summary('end a key')
    .description('Ends a key: running processes refuse it within 10 seconds.')
    .action(async (id: string) => {
      await withStore(async ({ database }) => {
        await database.write((sql) => revokeKey(sql, id, Date.now()));
        print(`revoked ${id}; running processes refuse it within 10 seconds`);
      });
    });
}

function table(keys: readonly StoredKey[]): string {
  const instant = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
  const rows = keys.map(({ id, role, source, name, createdAt, revokedAt }) => [
    ...[id, role, source, instant(createdAt), instant(revokedAt), name],
  ]);
  const all = [['id', 'role', 'source', 'made', 'revoked', 'name'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
