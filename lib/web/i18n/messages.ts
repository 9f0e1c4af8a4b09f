import enAbout from "@/messages/en/about.json";
import enAdmin from "@/messages/en/admin.json";
import enCaseWork from "@/messages/en/caseWork.json";
import enCommon from "@/messages/en/common.json";
import enDesk from "@/messages/en/desk.json";
import enDomain from "@/messages/en/domain.json";
import enErrors from "@/messages/en/errors.json";
import enFields from "@/messages/en/fields.json";
import enGuide from "@/messages/en/guide.json";
import enHelpline from "@/messages/en/helpline.json";
import enHome from "@/messages/en/home.json";
import enInbox from "@/messages/en/inbox.json";
import enLodge from "@/messages/en/lodge.json";
import enMy from "@/messages/en/my.json";
import enOffline from "@/messages/en/offline.json";
import enOutage from "@/messages/en/outage.json";
import enSetup from "@/messages/en/setup.json";
import enSignIn from "@/messages/en/signIn.json";
import enTrack from "@/messages/en/track.json";
import urAbout from "@/messages/ur/about.json";
import urAdmin from "@/messages/ur/admin.json";
import urCaseWork from "@/messages/ur/caseWork.json";
import urCommon from "@/messages/ur/common.json";
import urDesk from "@/messages/ur/desk.json";
import urDomain from "@/messages/ur/domain.json";
import urErrors from "@/messages/ur/errors.json";
import urFields from "@/messages/ur/fields.json";
import urGuide from "@/messages/ur/guide.json";
import urHelpline from "@/messages/ur/helpline.json";
import urHome from "@/messages/ur/home.json";
import urInbox from "@/messages/ur/inbox.json";
import urLodge from "@/messages/ur/lodge.json";
import urMy from "@/messages/ur/my.json";
import urOffline from "@/messages/ur/offline.json";
import urOutage from "@/messages/ur/outage.json";
import urSetup from "@/messages/ur/setup.json";
import urSignIn from "@/messages/ur/signIn.json";
import urTrack from "@/messages/ur/track.json";
import type { Locale } from "./routing";

const en = {
  common: enCommon,
  home: enHome,
  about: enAbout,
  lodge: enLodge,
  track: enTrack,
  my: enMy,
  offline: enOffline,
  desk: enDesk,
  signIn: enSignIn,
  admin: enAdmin,
  outage: enOutage,
  errors: enErrors,
  fields: enFields,
  domain: enDomain,
  inbox: enInbox,
  caseWork: enCaseWork,
  helpline: enHelpline,
  setup: enSetup,
  guide: enGuide,
};

const ur = {
  common: urCommon,
  home: urHome,
  about: urAbout,
  lodge: urLodge,
  track: urTrack,
  my: urMy,
  offline: urOffline,
  desk: urDesk,
  signIn: urSignIn,
  admin: urAdmin,
  outage: urOutage,
  errors: urErrors,
  fields: urFields,
  domain: urDomain,
  inbox: urInbox,
  caseWork: urCaseWork,
  helpline: urHelpline,
  setup: urSetup,
  guide: urGuide,
};

export type Messages = typeof en;

/** Every sentence for people, by language and namespace. Static imports, so that a build carries them and types know the keys. */
export const MESSAGES: Record<Locale, Messages> = { en, ur: ur as Messages };
