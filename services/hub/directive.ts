import { type DirectiveData, loadDirective } from '../directive';
import { INDICATORS, PARTS, TRANSACTIONS } from '../indicators';

/**
 * The directives with what a file of the province adds (HUB_DIRECTIVE); the ratios of weights are held against the
 * indicators and measures that this program has.
 * @param codes agency codes of parties for which the file gives none
 * @throws InputError with every fault of the file and of those that it names
 */
export function directiveOf(file?: string, codes: Readonly<Record<string, readonly string[]>> = {}): DirectiveData {
  const codesOf = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);
  return loadDirective({
    file,
    codes,
    known: { indicators: codesOf(INDICATORS), parts: [...codesOf(PARTS), TRANSACTIONS] },
  });
}
