import { MIGRATIONS, openMysql } from '../../infra/database';
import { Access, createKey, listKeys, revokeKey } from '../../services/access';
import { describeStack } from '../support/stack';

jest.setTimeout(120_000);

describeStack('keys on a database server', (stack) => {
  test('are made, looked up, listed and revoked as in the embedded store', async () => {
    const database = await openMysql(await stack.databaseConfig(), MIGRATIONS);
    try {
      const made = 1_700_000_000_000;
      const source = 'urn:province:một-cửa*';
      const key = await database.write((sql) => createKey(sql, { role: 'source', source, name: 'Một cửa' }, made));
      const id = key.split('_')[1]!;
      const caller = (header: string) => new Access({ reads: database, auth: 'on' }).caller(header);
      expect(await caller(`Bearer ${key}`)).toEqual({ role: 'source', id, source });
      await database.write((sql) => revokeKey(sql, id, made + 1));
      expect(await caller(`Bearer ${key}`)).toEqual({ role: 'anonymous', why: 'revoked key' });
      await expect(database.write((sql) => revokeKey(sql, id, made + 2))).rejects.toThrow('revoked at 2023-11-14');
      expect(await database.read(listKeys)).toEqual([
        {
          ...{ id, hash: expect.stringMatching(/^[0-9a-f]{64}$/), role: 'source', source, name: 'Một cửa' },
          ...{ createdAt: made, revokedAt: made + 1 },
        },
      ]);
    } finally {
      await database.close();
    }
  });
});
