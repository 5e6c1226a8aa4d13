export { isPortalBody } from './body';
export { ADAPTER_2026_APPLICANTS, type ApplicantKind, type ApplicantKinds, SYNCHRONISED_APPLICANTS } from './codes';
export { decodePortal, type PortalOptions } from './decode';
export type { PortalMode } from './saying';
