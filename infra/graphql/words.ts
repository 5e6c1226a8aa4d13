import { registerEnumType } from 'type-graphql';

/** Languages in which texts for people are given. */
export enum Language {
  VI = 'VI',
  EN = 'EN',
}
registerEnumType(Language, {
  name: 'Language',
  description: 'Language of a text (ngôn ngữ)',
  valuesConfig: { VI: { description: 'Vietnamese' }, EN: { description: 'English' } },
});

/** How a dossier was lodged. */
export enum Channel {
  ONLINE = 'ONLINE',
  COUNTER = 'COUNTER',
  POSTAL = 'POSTAL',
}
registerEnumType(Channel, {
  name: 'Channel',
  description: 'How a dossier was lodged (kênh tiếp nhận)',
  valuesConfig: {
    ONLINE: { description: 'Online (trực tuyến)' },
    COUNTER: { description: 'At the counter (trực tiếp); also where no channel was stated' },
    POSTAL: { description: 'By public post (bưu chính công ích)' },
  },
});

/** The text in the language asked for. */
export function inWords(words: { readonly vi: string; readonly en: string }, lang: Language | null): string {
  return lang === Language.EN ? words.en : words.vi;
}
