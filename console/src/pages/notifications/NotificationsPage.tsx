import { useEffect, useMemo, useState } from "react";
import type { Severity } from "~/api/types/work";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { SearchField } from "~/ui/SearchField";
import { Segments } from "~/ui/Segments";
import { Skeleton } from "~/ui/Skeleton";
import { useParam } from "~/util/useParam";
import { EventList } from "./EventList";
import { useSeen } from "./seen";
import { useEvents } from "./useEvents";

type Filter = "all" | Severity;
const FILTERS: readonly { value: Filter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "alarm", label: "Alarms" },
  { value: "warning", label: "Warnings" },
  { value: "notice", label: "Notices" },
];

export default function NotificationsPage() {
  const { events, synced } = useEvents();
  const [seen, mark] = useSeen();
  const [before] = useState(seen);
  const [severity, setSeverity] = useParam("severity", { replace: true });
  const [query, setQuery] = useParam("q", { replace: true });
  const newest = events[0]?.createdAt;
  useEffect(() => {
    if (newest !== undefined && newest > seen) {
      mark(newest);
    }
  }, [newest, seen, mark]);
  const text = (query ?? "").trim().toLowerCase();
  const found = useMemo(
    () =>
      events.filter(
        (e) =>
          (severity === null || e.severity === severity) &&
          `${e.text} ${e.subject}`.toLowerCase().includes(text),
      ),
    [events, severity, text],
  );
  const choice = FILTERS.find((f) => f.value === severity)?.value ?? "all";
  return (
    <Page
      title="Notifications"
      text="What happened, newest first, as it happens."
      narrow
      actions={
        <>
          <Segments
            label="Severity"
            value={choice}
            choices={FILTERS.map((f) => ({
              ...f,
              count: events.filter((e) => f.value === "all" || e.severity === f.value).length,
            }))}
            onChange={(v) => setSeverity(v === "all" ? null : v)}
          />
          <SearchField label="Search notifications" value={query ?? ""} onChange={setQuery} />
        </>
      }
    >
      {synced ? (
        <Card>
          <EventList events={found} newerThan={before} />
        </Card>
      ) : (
        <Skeleton rows={8} />
      )}
    </Page>
  );
}
