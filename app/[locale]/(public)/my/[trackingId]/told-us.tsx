import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CaseFiles } from "@/components/complaint/case-files";
import { toFileItems } from "@/components/complaint/file-items";
import { CodeText } from "@/components/ui/code-text";
import type { OwnComplaint } from "@/lib/data/complaints";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Props = { locale: Locale; own: OwnComplaint };

/** Everything that the citizen gave, as it was given. */
export function ToldUs({ locale, own }: Props) {
  const t = useTranslations("my.yours");
  const kinds = useTranslations("domain.kinds");
  const { status, text, location, against, country, occurredOn, attachments, receivedAt, savedAt } = own;
  const people = [against?.name, against?.post, against?.office].filter(Boolean).join(", ");
  return (
    <dl className="divide-y divide-line border-t border-line">
      <Row label={t("text")}>{text ? <Prose>{text}</Prose> : t("voice")}</Row>
      <Row label={t("kind")}>{kinds(status.kind)}</Row>
      <Row label={t("service")}>{own.service[locale]}</Row>
      <Row label={t("district")}>{own.district[locale]}</Row>
      {location && (
        <Row label={t("place")}>
          <Place location={location} />
        </Row>
      )}
      {country && (
        <Row label={t("country")}>
          <bdi>{country}</bdi>
        </Row>
      )}
      {occurredOn && <Row label={t("occurredOn")}>{formatDay(new Date(`${occurredOn}T12:00:00Z`), locale)}</Row>}
      {people && (
        <Row label={t("against")}>
          <bdi>{people}</bdi>
        </Row>
      )}
      {attachments.length > 0 && (
        <Row label={t("files")}>
          <CaseFiles files={toFileItems(attachments, paths.myComplaint(locale, status.trackingId))} />
        </Row>
      )}
      <Row label={t("contact")}>
        <ContactWords contact={own.contact} />
      </Row>
      <Row label={t("received")}>{formatMoment(receivedAt, locale)}</Row>
      {isFarApart(savedAt, receivedAt) && <Row label={t("saved")}>{formatMoment(savedAt, locale)}</Row>}
    </dl>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="py-2.5">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** Written offline, sent later: then both times matter to the citizen. */
function isFarApart(savedAt: Date, receivedAt: Date): boolean {
  return Math.abs(receivedAt.getTime() - savedAt.getTime()) > 10 * 60_000;
}

function Prose({ children }: { children: string }) {
  return (
    <p dir="auto" className="whitespace-pre-line">
      {children}
    </p>
  );
}

function Place({ location }: { location: NonNullable<OwnComplaint["location"]> }) {
  const { landmark, lat, long } = location;
  return (
    <>
      {landmark && <Prose>{landmark}</Prose>}
      {lat !== undefined && long !== undefined && <CodeText className="text-sm">{`${lat}, ${long}`}</CodeText>}
    </>
  );
}

function ContactWords({ contact }: { contact: OwnComplaint["contact"] }) {
  const t = useTranslations("my.yours");
  if (!contact) return t("noContact");
  const { name, phone, email, cnic, channel, quiet } = contact;
  return (
    <div className="grid justify-items-start">
      {name && <bdi>{name}</bdi>}
      {phone && <CodeText>{phone}</CodeText>}
      {email && <CodeText className="break-all whitespace-normal">{email}</CodeText>}
      {cnic && <CodeText>{cnic}</CodeText>}
      {channel && <span className="text-ink-soft">{t(`channel.${channel}`)}</span>}
      {quiet && <span className="text-ink-soft">{t("quiet", quiet)}</span>}
    </div>
  );
}
