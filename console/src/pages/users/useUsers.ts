import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Page } from "~/api/types/shared";
import type { User } from "~/api/types/vpn";
import { useItems, useLive } from "~/live/hooks";
import { useUsersStream } from "~/live/useUsersStream";

/** So many users are followed live, all of them; of more only what is looked at is fetched. */
const MOST_FOLLOWED = 2000;
const PAGE = 100;

export interface Users {
  items: readonly User[];
  synced: boolean;
  error: Error | null;
  /** How many there are; counts, filters and sorting by column need `whole`. */
  total: number;
  whole: boolean;
  /** Fetches the next page; undefined when there is none. */
  more: (() => void) | undefined;
  busy: boolean;
}

/** The users that fit what is sought; the server seeks when they are many. */
export function useUsers(sought: string, onSignedOut: () => void): Users {
  const self = useItems("clusters").items.find((c) => c.self);
  const total = self?.counts?.users;
  const whole = total !== undefined && total <= MOST_FOLLOWED;
  const pages = usePages(sought, total !== undefined && !whole);
  useUsersStream(whole, onSignedOut);
  const followed = useItems("users");
  const items = useMemo(() => {
    if (whole) {
      return followed.items;
    }
    const known = new Map(followed.items.map((user) => [user.id, user]));
    return pages.ids.map((id) => known.get(id)).filter((user) => user !== undefined);
  }, [whole, followed.items, pages.ids]);
  return {
    items,
    synced: whole ? followed.synced : pages.synced,
    error: whole ? null : pages.error,
    total: total ?? 0,
    whole,
    more: whole ? undefined : pages.more,
    busy: pages.busy,
  };
}

/** Pages of the list. They are put where dialogs and answers of writes find and change users. */
function usePages(sought: string, enabled: boolean) {
  const { store, opened } = useLive();
  const asked = useInfiniteQuery({
    queryKey: ["users", sought, opened],
    queryFn: ({ pageParam, signal }) =>
      call<Page<User>>(paths.usersPage(sought, PAGE, pageParam), { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.continue || undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  const pages = asked.data?.pages;
  const ids = useMemo(() => (pages ?? []).flatMap((p) => p.items.map((u) => u.id)), [pages]);
  useEffect(() => {
    pages?.forEach((page) => page.items.forEach((user) => store.put("users", user)));
  }, [pages, store]);
  const { fetchNextPage } = asked;
  return {
    ids,
    synced: asked.isSuccess,
    error: asked.error,
    busy: asked.isFetching,
    more: asked.hasNextPage ? () => void fetchNextPage() : undefined,
  };
}
