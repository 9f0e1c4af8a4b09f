import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { Reference } from "@/lib/web/reference";
import type { Bind } from "./bind";
import { LocateButton, type Spot } from "./locate-button";
import { CountryQuestion, DistrictQuestion, LandmarkQuestion } from "./questions";
import { SearchBox, SearchResult } from "./search-box";
import { useSearch } from "./use-search";

type Props = {
  bind: Bind;
  reference: Reference;
  districtId: string;
  needsPlace: boolean;
  spot: Spot | null;
  /** What is open near the spot. */
  nearby: ReactNode;
  onDistrict: (districtId: string) => void;
  onSpot: (spot: Spot | null) => void;
};

const MOST = 6;

export function PlaceStep({ bind, reference, districtId, needsPlace, spot, nearby, onDistrict, onSpot }: Props) {
  const t = useTranslations("lodge.place");
  const optional = useTranslations("common")("optional");
  const isAbroad = districtId === reference.overseas.id;
  return (
    <div className="grid gap-6">
      <div className="grid gap-4">
        <DistrictSearch reference={reference} onChoose={onDistrict} />
        <DistrictQuestion bind={bind} reference={reference} />
      </div>
      {isAbroad && <CountryQuestion bind={bind} countries={reference.countries} />}
      <div className="grid gap-3">
        <LandmarkQuestion
          bind={bind}
          hint={t("landmarkHint")}
          optional={needsPlace && !isAbroad ? undefined : optional}
        />
        {!isAbroad && <LocateButton spot={spot} onSpot={onSpot} />}
      </div>
      {!isAbroad && nearby}
    </div>
  );
}

function DistrictSearch({ reference, onChoose }: { reference: Reference; onChoose: (districtId: string) => void }) {
  const t = useTranslations("lodge.place");
  const [query, setQuery] = useState("");
  const ids = useSearch("districts", query, MOST);
  return (
    <SearchBox
      id="district-search"
      label={t("search")}
      hint={t("searchHint")}
      query={query}
      onQuery={setQuery}
      report={ids ? t("found", { count: ids.length }) : ""}
    >
      {(ids ?? []).map((id) => {
        const found = findDistrict(reference, id);
        if (!found) return null;
        return (
          <SearchResult
            key={id}
            icon={<Icon name="map" className="size-5 text-brand" />}
            title={found.name}
            note={found.jurisdiction}
            onChoose={() => {
              setQuery("");
              onChoose(id);
            }}
          />
        );
      })}
    </SearchBox>
  );
}

/** A district's names, or those of "overseas"; null for an id that we don't know. */
export function findDistrict(reference: Reference, id: string): { name: string; jurisdiction: string } | null {
  if (id === reference.overseas.id) return { name: reference.overseas.name, jurisdiction: "" };
  for (const { name: jurisdiction, districts } of reference.jurisdictions) {
    const district = districts.find((one) => one.id === id);
    if (district) return { name: district.name, jurisdiction };
  }
  return null;
}
