import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon, isIconName } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { CategoryChoice, Reference, ServiceChoice } from "@/lib/web/reference";
import { NotForUsWords } from "./questions";
import { SearchBox, SearchResult } from "./search-box";
import { useSearch } from "./use-search";

type Props = { reference: Reference; onChoose: (service: ServiceChoice) => void };
type Found = { category: CategoryChoice; service: ServiceChoice };

const MOST = 7;
const ELSEWHERE = /^elsewhere:(court|private|information)$/;

/** What it is about, in the citizen's own words, or by field. */
export function ServicePicker({ reference, onChoose }: Props) {
  const t = useTranslations("lodge.about");
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<CategoryChoice | null>(null);
  const ids = useSearch("services", query, MOST);
  const found = (ids ?? []).map((id) => findService(reference, id)).filter((one) => one !== null);
  const topic = (ids ?? []).map((id) => ELSEWHERE.exec(id)?.[1]).find((one) => one !== undefined);

  return (
    <div className="grid gap-8">
      <SearchBox
        id="service-search"
        large
        label={t("searchLabel")}
        hint={t.rich("searchHint", {
          en: (words) => <bdi lang="en">{words}</bdi>,
          ur: (words) => <bdi lang="ur">{words}</bdi>,
        })}
        query={query}
        onQuery={setQuery}
        report={ids ? t("found", { count: found.length + (topic ? 1 : 0) }) : ""}
      >
        {topic && (
          <li>
            <Elsewhere topic={topic as "court" | "private" | "information"} />
          </li>
        )}
        {found.map(({ category, service }) => (
          <SearchResult
            key={service.code}
            icon={<CategoryIcon category={category} />}
            title={service.name}
            note={category.name}
            onChoose={() => onChoose(service)}
          />
        ))}
      </SearchBox>
      {open ? (
        <OpenCategory category={open} onChoose={onChoose} onClose={() => setOpen(null)} />
      ) : (
        <section className="grid gap-3">
          <h2 className="text-xl">{t("browse")}</h2>
          <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
            {reference.categories.map((category) => (
              <li key={category.code}>
                <button
                  type="button"
                  onClick={() => setOpen(category)}
                  className="grid h-full min-h-24 w-full content-start justify-items-start gap-2 rounded-md border-2 border-line bg-surface p-3 text-start text-sm leading-tight font-semibold hover:border-brand hover:bg-brand-soft"
                >
                  <CategoryIcon category={category} />
                  {category.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function OpenCategory({
  category,
  onChoose,
  onClose,
}: {
  category: CategoryChoice;
  onChoose: (service: ServiceChoice) => void;
  onClose: () => void;
}) {
  const t = useTranslations("lodge.about");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid gap-3">
      <div>
        <Button type="button" variant="quiet" icon="arrow-back" onClick={onClose} className="-ms-5">
          {t("allFields")}
        </Button>
      </div>
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-3 text-xl outline-none">
        <CategoryIcon category={category} />
        {category.name}
      </h2>
      <ul className="grid gap-2">
        {category.services.map((service) => (
          <SearchResult key={service.code} title={service.name} onChoose={() => onChoose(service)} />
        ))}
      </ul>
    </section>
  );
}

function Elsewhere({ topic }: { topic: "court" | "private" | "information" }) {
  const t = useTranslations("lodge.notForUs");
  return (
    <Notice tone="warning" title={`${t("found")}: ${t(`${topic}.title`)}`}>
      <NotForUsWords topic={topic} />
    </Notice>
  );
}

export function CategoryIcon({ category }: { category: CategoryChoice }) {
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-md bg-brand-soft text-brand">
      <Icon name={isIconName(category.icon) ? category.icon : "help"} className="size-6" />
    </span>
  );
}

export function findService(reference: Reference, code: string): Found | null {
  for (const category of reference.categories) {
    const service = category.services.find((one) => one.code === code);
    if (service) return { category, service };
  }
  return null;
}
