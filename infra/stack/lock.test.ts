import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { withLock } from './lock';

describe('the lock of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('one works at a time, also after a holder that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'lock'), String(dead));
    let [working, most, done] = [0, 0, 0];
    const work = async (): Promise<void> => {
      working++;
      most = Math.max(most, working);
      await turn();
      working--;
      done++;
    };
    await Promise.all(Array.from({ length: 10 }, () => withLock(folder, work)));
    expect([most, done]).toEqual([1, 10]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is given up when the work fails', async () => {
    await expect(withLock(folder, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await withLock(folder, async () => 'next')).toBe('next');
  });
});
