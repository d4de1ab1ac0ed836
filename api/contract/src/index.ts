import { account, endOtherSessions, endOwnSession } from "./account.ts"
import { audit } from "./audit.ts"
import { agreement } from "./agreement.ts"
import { backlog, backlogExport } from "./backlog.ts"
import { coverage } from "./coverage.ts"
import { compare } from "./compare.ts"
import { health } from "./health.ts"
import { history } from "./history.ts"
import { inbox } from "./inbox.ts"
import { changes, decide, decisions, states, undo } from "./ledger.ts"
import { addKey, keys, revokeKey } from "./keys.ts"
import { addPerson, changePerson, endSessions, invitePerson, people } from "./people.ts"
import { changeModel, draftModel, dropModel, models, previewModel, publishModel } from "./models.ts"
import { ownSchools } from "./own-schools.ts"
import { methodical } from "./methodical.ts"
import { names } from "./names.ts"
import { moves } from "./moves.ts"
import { proposals, proposedMessages } from "./proposals.ts"
import { quarantine } from "./quarantine.ts"
import { moveRequest, request } from "./requests.ts"
import { runs } from "./runs.ts"
import { assignSchools, changeSchool, importDirectory, schools } from "./schools.ts"
import {
  acceptInvitation,
  beginByProvider,
  changePassword,
  me,
  signIn,
  signInByProvider,
  signOut
} from "./session.ts"
import { pinSnapshot, snapshots } from "./snapshots.ts"
import { previewSplit, splitTheme } from "./splits.ts"
import { tags } from "./tags.ts"
import { theme, themeMessages } from "./themes.ts"
import { verdictQuality } from "./verdict-quality.ts"
import { why } from "./why.ts"
import { dropView, saveView, views } from "./views.ts"

/** The whole API on one screen. */
export const routes = {
  health,
  backlog,
  backlogExport,
  moves,
  methodical,
  coverage,
  theme,
  themeMessages,
  why,
  compare,
  history,
  models,
  draftModel,
  changeModel,
  dropModel,
  previewModel,
  publishModel,
  snapshots,
  pinSnapshot,
  inbox,
  agreement,
  verdictQuality,
  ownSchools,
  runs,
  quarantine,
  decide,
  undo,
  decisions,
  states,
  changes,
  me,
  signIn,
  beginByProvider,
  signInByProvider,
  signOut,
  changePassword,
  acceptInvitation,
  account,
  endOwnSession,
  endOtherSessions,
  names,
  audit,
  people,
  addPerson,
  changePerson,
  invitePerson,
  endSessions,
  keys,
  addKey,
  revokeKey,
  schools,
  changeSchool,
  assignSchools,
  importDirectory,
  request,
  moveRequest,
  previewSplit,
  splitTheme,
  proposals,
  proposedMessages,
  tags,
  views,
  saveView,
  dropView
} as const
