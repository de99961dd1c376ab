import { Route, Switch } from "wouter";
import { NoSuchPage } from "./frame/no-such-page.tsx";

/** The pages of administration; each part brings its routes. */
export function AdminPages() {
  return (
    <Switch>
      <Route>
        <NoSuchPage />
      </Route>
    </Switch>
  );
}
