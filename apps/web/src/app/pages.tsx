import { lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { FlowsPage } from '../features/flows/flows-page'
import { NothingHere } from './nothing-here'

// Each page comes when it is first opened; the list of flows, where everybody begins, comes at once.
const CallsPage = lazy(async () => ({ default: (await import('../features/calls/calls-page')).CallsPage }))
const NowPage = lazy(async () => ({ default: (await import('../features/live/now-page')).NowPage }))
const NumbersPage = lazy(async () => ({ default: (await import('../features/numbers/numbers-page')).NumbersPage }))
const EmergencyPage = lazy(async () => ({
  default: (await import('../features/emergency/emergency-page')).EmergencyPage,
}))
const TablesPage = lazy(async () => ({ default: (await import('../features/tables/tables-page')).TablesPage }))
const TablePage = lazy(async () => ({ default: (await import('../features/tables/table-page')).TablePage }))
const PromptsPage = lazy(async () => ({ default: (await import('../features/prompts/prompts-page')).PromptsPage }))
const PromptPage = lazy(async () => ({ default: (await import('../features/prompts/prompt-page')).PromptPage }))
const PhonePage = lazy(async () => ({ default: (await import('../features/phone/phone-page')).PhonePage }))
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/settings-page')).SettingsPage }))
const ApiPage = lazy(async () => ({ default: (await import('../features/api-reference/api-page')).ApiPage }))
const AccountPage = lazy(async () => ({ default: (await import('../features/people/account-page')).AccountPage }))
const TrafficPage = lazy(async () => ({ default: (await import('../features/traffic/traffic-page')).TrafficPage }))
const ChartsPage = lazy(async () => ({ default: (await import('../features/charts/charts-page')).ChartsPage }))
const Editor = lazy(() => import('../features/editor/editor'))

/** Which page of a workspace stands at which address. */
export function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/flows" replace />
      </Route>
      <Route path="/flows" component={FlowsPage} />
      <Route path="/flows/:id/callers">{({ id }) => <TrafficPage key={id} flowId={id} />}</Route>
      <Route path="/flows/:id/:view?">
        {({ id, view }) =>
          view === undefined || view === 'history' ? (
            <Editor key={id} flowId={id} view={view ?? 'drawing'} />
          ) : (
            <NothingHere />
          )
        }
      </Route>
      <Route path="/numbers" component={NumbersPage} />
      <Route path="/emergency" component={EmergencyPage} />
      <Route path="/tables" component={TablesPage} />
      <Route path="/tables/:id">{({ id }) => <TablePage key={id} id={id} />}</Route>
      <Route path="/prompts" component={PromptsPage} />
      <Route path="/prompts/:id">{({ id }) => <PromptPage key={id} id={id} />}</Route>
      <Route path="/calls/now" component={NowPage} />
      <Route path="/calls/:id?">{({ id }) => <CallsPage selected={id ?? null} />}</Route>
      <Route path="/charts" component={ChartsPage} />
      <Route path="/phone" component={PhonePage} />
      <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section} />}</Route>
      <Route path="/api" component={ApiPage} />
      <Route path="/account" component={AccountPage} />
      <Route component={NothingHere} />
    </Switch>
  )
}
