import { db } from "./db";
import { listNotices } from "./notices";
import { REFERENCE_VERSION } from "./reference";

const NAMES = { nameEn: true, nameUr: true } as const;
type Names = { nameEn: string; nameUr: string };
type Line = { code: string; labelEn: string; labelUr: string; phone: string; jurisdictionId: string | null };

/** What public pages show that changes without a build: under which version the words are, and the notices at `now`. */
export async function findPublishedHead(now: Date) {
  const [setting, notices] = await Promise.all([
    db.setting.findUnique({ where: { key: REFERENCE_VERSION } }),
    listNotices("public", now),
  ]);
  return { version: setting?.value ?? "", notices: notices.map(({ id, text }) => ({ id, text })) };
}

/** Services and districts that are open, in the shape of the seed's own files, so that a page is made alike of either. */
export async function findPublishedReference() {
  const [categories, jurisdictions, overseas] = await Promise.all([
    db.category.findMany({
      orderBy: { position: "asc" },
      select: {
        ...NAMES,
        code: true,
        icon: true,
        services: {
          where: { active: true },
          orderBy: { position: "asc" },
          select: {
            ...NAMES,
            code: true,
            urgent: true,
            sensitive: true,
            locationRequired: true,
            photoHint: true,
            emergency: true,
          },
        },
      },
    }),
    db.jurisdiction.findMany({
      orderBy: { id: "asc" },
      select: {
        ...NAMES,
        id: true,
        divisions: {
          orderBy: { id: "asc" },
          select: { districts: { where: { active: true }, orderBy: { id: "asc" }, select: { ...NAMES, id: true } } },
        },
      },
    }),
    db.district.findUnique({ where: { id: "overseas" }, select: { ...NAMES, id: true } }),
  ]);
  return {
    categories: categories
      .filter(({ services }) => services.length > 0)
      .map(({ code, icon, services, ...names }) => ({
        code,
        icon,
        ...both(names),
        subcategories: services.map(
          ({ code, urgent, sensitive, locationRequired, photoHint, emergency, ...names }) => ({
            code,
            ...both(names),
            urgent,
            sensitive,
            location_required: locationRequired,
            photo_hint: photoHint,
            emergency: emergency as Line[],
          }),
        ),
      })),
    jurisdictions: jurisdictions.map(({ id, divisions, ...names }) => ({
      id,
      ...both(names),
      divisions: divisions.map(({ districts }) => ({
        districts: districts.map(({ id, ...names }) => ({ id, ...both(names) })),
      })),
    })),
    overseas: overseas && { id: overseas.id, ...both(overseas) },
  };
}

function both({ nameEn, nameUr }: Names) {
  return { en: nameEn, ur: nameUr };
}
