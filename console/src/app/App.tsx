import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { BrowserRouter } from "react-router";
import { ToastList } from "~/ui/ToastList";
import { Gate } from "./Gate";

const client = new QueryClient({
  defaultOptions: {
    // Freshness comes by events and by writes; nothing is asked for again by time or focus.
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: 1,
    },
    // A write is never repeated by itself: its outcome may be unknown.
    mutations: { retry: false },
  },
});

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Gate />
        </BrowserRouter>
        <ToastList />
      </QueryClientProvider>
    </CSPProvider>
  );
}
