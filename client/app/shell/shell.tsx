import { type PropsWithChildren, Suspense } from "react";
import { NavLink, useLocation } from "react-router";
import { session } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { PageSkeleton } from "../ui/skeleton.tsx";
import { Announcements } from "./announcements.tsx";
import { Crash } from "./crash.tsx";
import { SignedIn } from "./signed-in.tsx";

interface Props {
  /** Whether a session token is stored. */
  readonly signedIn: boolean;
  /** Whether the server answers requests, as opposed to demanding a sign-in. */
  readonly answers: boolean;
}

/** The frame of every page: navigation and live regions. */
export const Shell = ({ signedIn, answers, children }: PropsWithChildren<Props>) => {
  const { pathname } = useLocation();

  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <NavLink to="/" className="brand" aria-label="Customer graph, all customers">
          <Icon name="graph" />
          <span>Customer graph</span>
        </NavLink>
        <nav aria-label="Pages">
          <NavLink to="/" end>
            Customers
          </NavLink>
          <NavLink to="/board">Funnel</NavLink>
          <a href="/explorer">Explorer</a>
        </nav>
        {answers && <SignedIn />}
        {signedIn && (
          <Button kind="quiet" onClick={session.signOut}>
            Sign out
          </Button>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        <Crash key={pathname}>
          <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
        </Crash>
      </main>
      <Announcements />
    </>
  );
};
