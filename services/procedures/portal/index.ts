export { isPortalBody } from './body';
export { APPLICANT_KINDS, type ApplicantKind, type ApplicantKinds } from './codes';
export { decodePortal, type PortalOptions } from './decode';
export type { PortalMode } from './saying';
