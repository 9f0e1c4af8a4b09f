import type { StaffRole } from "@/lib/domain/complaint/actor";
import { type PagePath, paths } from "@/lib/web/paths";

export type Place = { key: "queue" | "all" | "helpline" | "calls" | "absences" | "admin" | "guide"; at: PagePath };

/** The places of that role, the one where its work lies first. Each page decides for itself who may come in. */
export function placesOf(role: StaffRole): readonly [Place, ...Place[]] {
  const guide: Place = { key: "guide", at: paths.guide };
  switch (role) {
    case "helpline":
      return [{ key: "helpline", at: paths.helpline }, guide];
    case "callback":
      return [{ key: "calls", at: paths.calls }, { key: "queue", at: paths.desk }, guide];
    case "admin":
      return [{ key: "admin", at: paths.admin }, guide];
    case "supervisor":
      return [
        { key: "queue", at: paths.desk },
        { key: "absences", at: (locale) => paths.setup(locale, "absences") },
        guide,
      ];
    case "auditor":
      return [{ key: "all", at: paths.desk }, guide];
    default:
      return [{ key: "queue", at: paths.desk }, guide];
  }
}
