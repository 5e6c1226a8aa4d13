import type { Act, DirectiveData } from '../../directive';
import type { Indicator } from './indicator';

/** The letter, and the Government's resolution that it carries out: every definition stands on them. */
const COMMON = ['letter-15090-2022', 'resolution-131-2022'];

/** The acts that a definition stands on. @throws where the register does not have one of them */
export function basesOf(
  { code, basis = [] }: Pick<Indicator, 'code' | 'basis'>,
  { acts }: Pick<DirectiveData, 'acts'>,
): Act[] {
  return [...COMMON, ...basis].map((id) => {
    const act = acts.get(id);
    if (act === undefined) throw new Error(`the register of legal bases has no ${id}, on which ${code} stands`);
    return act;
  });
}
