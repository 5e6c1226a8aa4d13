/** How a dossier was lodged. */
export type Channel = 'ONLINE' | 'COUNTER' | 'POSTAL';
