import { useTranslations } from "next-intl";
import { StatusTag } from "@/components/complaint/status-tag";
import { Icon } from "@/components/ui/icon";
import { clockOwner, STATES, type State } from "@/lib/domain/complaint/states";
import { commonMoves, movesFrom, STRAIGHT_WAY } from "@/lib/domain/complaint/workflow-map";

const COMMON = commonMoves();
const SIDE = STATES.filter((state) => !(STRAIGHT_WAY as readonly State[]).includes(state));
/** In the order in which the states name them. */
const OWNERS = [...new Set(SIDE.map(clockOwner))];

/** The whole life of a complaint, drawn from the workflow's table: the straight way as a row of steps, the rest beside it. */
export function LifePicture() {
  const t = useTranslations("guide.chapters.life");
  return (
    <>
      <p>{t("lead")}</p>
      <h3 className="text-lg">{t("main")}</h3>
      <ol className="grid justify-items-stretch gap-2">
        {STRAIGHT_WAY.map((state, index) => (
          <li key={state} className="grid gap-2">
            {index > 0 && <Icon name="chevron-down" className="size-6 justify-self-center text-brand" />}
            <Place state={state} said />
          </li>
        ))}
      </ol>
      <p className="font-semibold">{t("point")}</p>
      <h3 className="text-lg">{t("side")}</h3>
      <p>
        {t("anyOpen")} <Names states={COMMON} />
      </p>
      {OWNERS.map((owner) => (
        <div key={owner} className="grid gap-2">
          <h4 className="text-base text-ink-soft">{t(`clock.${owner}`)}</h4>
          <ul className="grid gap-3 md:grid-cols-2">
            {SIDE.filter((state) => clockOwner(state) === owner).map((state) => (
              <li key={state} className="grid">
                <Place state={state} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** A state and where it leads; on the straight way (`said`) also what it means and whose time runs. */
function Place({ state, said }: { state: State; said?: boolean }) {
  const t = useTranslations("guide.chapters.life");
  const states = useTranslations("domain.states");
  const { to, before } = movesFrom(state);
  const further = to.filter((target) => !COMMON.includes(target));
  return (
    <div className="grid content-start gap-1 rounded-md border border-line bg-surface p-3 break-inside-avoid">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StatusTag state={state} kind="complaint" />
        {said && <span className="text-sm text-ink-soft">{t(`clock.${clockOwner(state)}`)}</span>}
      </div>
      {said && <p className="text-sm">{states(`${state}.means`)}</p>}
      <p className="text-sm text-ink-soft">
        {further.length === 0 && !before ? (
          t("nowhere")
        ) : (
          <>
            {t("leads")} <Names states={further} more={before ? t("before") : undefined} />
          </>
        )}
      </p>
    </div>
  );
}

function Names({ states, more }: { states: readonly State[]; more?: string }) {
  const t = useTranslations("domain.states");
  return <>{[...states.map((state) => t(`${state}.name`)), ...(more ? [more] : [])].join(" · ")}</>;
}
