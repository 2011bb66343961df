import { alertsRouter } from './alerts/alerts.router'
import { auditRouter } from './audit/audit.router'
import { callersRouter } from './callers/callers.router'
import { callsRouter } from './calls/calls.router'
import { carriersRouter } from './carriers/carriers.router'
import { flowsRouter } from './flows/flows.router'
import { hoursRouter } from './hours/hours.router'
import { keysRouter } from './keys/keys.router'
import { liveRouter } from './live/live.router'
import { membersRouter } from './members/members.router'
import { numbersRouter } from './numbers/numbers.router'
import { peopleRouter } from './people/people.router'
import { sessionRouter } from './people/session.router'
import { promptsRouter } from './prompts/prompts.router'
import { secretsRouter } from './secrets/secrets.router'
import { statsRouter } from './stats/stats.router'
import { systemRouter } from './system/system.router'
import { tablesRouter } from './tables/tables.router'
import { router } from './trpc'
import { viewsRouter } from './views/views.router'
import { workspaceRouter } from './workspace/workspace.router'
import { workspacesRouter } from './workspaces/workspaces.router'

/** Everything that the browser can ask for. */
export const appRouter = router({
  session: sessionRouter,
  people: peopleRouter,
  members: membersRouter,
  workspaces: workspacesRouter,
  flows: flowsRouter,
  numbers: numbersRouter,
  carriers: carriersRouter,
  calls: callsRouter,
  views: viewsRouter,
  live: liveRouter,
  callers: callersRouter,
  hours: hoursRouter,
  secrets: secretsRouter,
  tables: tablesRouter,
  prompts: promptsRouter,
  alerts: alertsRouter,
  stats: statsRouter,
  workspace: workspaceRouter,
  keys: keysRouter,
  audit: auditRouter,
  system: systemRouter,
})

export type AppRouter = typeof appRouter
