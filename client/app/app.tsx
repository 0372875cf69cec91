import { lazy } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { useStore } from "../pages/store.ts";
import { CustomersPage } from "./customers/page.tsx";
import { GraphProvider } from "./graph/provider.tsx";
import { session } from "./session/session.ts";
import { SignIn } from "./session/sign-in.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

const CustomerPage = lazy(() => import("./customer/page.tsx"));
const BoardPage = lazy(() => import("./board/page.tsx"));

/** Routes to the pages. Shows the sign-in form instead once the server has demanded a token. */
export const App = () => {
  const { token, demanded } = useStore(session);

  return (
    // Without transitions, so that a filter, which is stored in the URL, changes at once.
    <BrowserRouter basename="/app" useTransitions={false}>
      <GraphProvider key={token ?? ""} token={token}>
        <Shell signedIn={token !== null} answers={demanded === "no"}>
          {demanded === "no" ? (
            <Routes>
              <Route index element={<CustomersPage />} />
              <Route path="customers" element={<Navigate to="/" replace />} />
              <Route path="customers/:id" element={<CustomerPage />} />
              <Route path="board" element={<BoardPage />} />
              <Route path="*" element={<NotFound what="page" />} />
            </Routes>
          ) : (
            <SignIn refused={demanded === "refused"} />
          )}
        </Shell>
      </GraphProvider>
    </BrowserRouter>
  );
};
