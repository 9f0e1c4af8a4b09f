/** Where a new complaint goes. Rules are reference data, editable by an admin; this only picks. */
export type RoutingRule = {
  serviceCode: string;
  jurisdictionId: string;
  /** Null: the whole jurisdiction. */
  districtId: string | null;
  deskId: string;
  departmentId: string;
  /** The desk's own jurisdiction where it is another one (a federal company's desk in a province); else left out. */
  deskJurisdictionId?: string;
  /** False where the owner is not clear: the desk is a proposal to the router. */
  certain?: boolean;
};

export type RoutedService = { code: string; active: boolean };
export type RoutedDistrict = { id: string; jurisdictionId: string };
export type RoutingRequest = {
  /** Null: a code that the portal doesn't know. */
  service: RoutedService | null;
  /** Null: unknown too; `overseas` is a district like any other here, of the federal jurisdiction. */
  district: RoutedDistrict | null;
  /** Set for complaints from abroad. */
  country?: string | null;
  /** The complaint names somebody: a router must look first, lest it land with the person named. */
  namesSomebody?: boolean;
};

/** `certain`: assigned at once. Else NEW at that jurisdiction's router, with `deskId` as a proposal where there is one. */
export type Route = { jurisdictionId: string; departmentId: string | null; deskId: string | null; certain: boolean };

export const FEDERAL = "federal";
export const OVERSEAS = "overseas";

/**
 * The desk for a service in a district by the most specific rule: service × district, service × jurisdiction, service ×
 * federal (for what no province runs). Nothing is ever refused here: an unknown or closed code goes to the router of the
 * district's jurisdiction, and from abroad to the federal one. Source: design §3 ("what the door accepted, the portal enters"), §5.
 */
export function route(request: RoutingRequest, rules: readonly RoutingRule[]): Route {
  const { service, district, country } = request;
  const abroad = district === null || district.id === OVERSEAS || Boolean(country);
  const jurisdictionId = abroad ? FEDERAL : district.jurisdictionId;
  const rule = service?.active ? findRule(service.code, district?.id ?? null, jurisdictionId, rules) : undefined;
  if (!rule) return { jurisdictionId, departmentId: null, deskId: null, certain: false };

  const certain = (rule.certain ?? true) && !request.namesSomebody;
  // An uncertain one stays with the router of the place where it was lodged, who knows it.
  const jurisdiction = certain ? (rule.deskJurisdictionId ?? rule.jurisdictionId) : jurisdictionId;
  return { jurisdictionId: jurisdiction, departmentId: rule.departmentId, deskId: rule.deskId, certain };
}

function findRule(
  serviceCode: string,
  districtId: string | null,
  jurisdictionId: string,
  rules: readonly RoutingRule[],
) {
  const ofService = rules.filter((rule) => rule.serviceCode === serviceCode);
  return (
    ofService.find((rule) => rule.districtId !== null && rule.districtId === districtId) ??
    ofService.find((rule) => rule.districtId === null && rule.jurisdictionId === jurisdictionId) ??
    ofService.find((rule) => rule.districtId === null && rule.jurisdictionId === FEDERAL)
  );
}
