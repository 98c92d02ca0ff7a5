package dev.covey.etcd.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.FakeClock;
import io.grpc.Context;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets room, who waits, and who is put out. */
class RoomTest {

    private static final long WHOLE = 1 << 20;

    private final FakeClock clock = new FakeClock();
    private final Tasks tasks = new Tasks("room");
    private final Room room = new Room(WHOLE, clock, tasks);
    private final List<String> entered = new ArrayList<>();

    @AfterEach
    void end() {
        room.close();
        tasks.close();
    }

    private Tenant asks(String name, long bytes, Inbox.Partial call) {
        Tenant tenant = new Tenant(room, call);
        tenant.whenRoom(bytes, () -> entered.add(name));
        return tenant;
    }

    private Tenant asks(String name, long bytes) {
        return asks(name, bytes, partial(new Inbox(WHOLE)));
    }

    @Test
    void whoComesFirstGetsRoomFirst() {
        Tenant first = asks("first", WHOLE - 100_000);
        Tenant second = asks("second", WHOLE / 2);
        asks("third", 100_000);
        assertThat(entered).containsExactly("first");
        first.leave();
        assertThat(entered).containsExactly("first", "second", "third");
        second.leave();
        first.leave();
    }

    @Test
    void whatIsSmallNeverWaits() {
        asks("first", WHOLE);
        asks("small", Room.SMALL - 1);
        assertThat(entered).containsExactly("first", "small");
    }

    @Test
    void whatIsLargerThanAllWaitsUntilItIsAlone() {
        Tenant first = asks("first", 100_000);
        asks("huge", 2 * WHOLE);
        assertThat(entered).containsExactly("first");
        first.end();
        assertThat(entered).containsExactly("first", "huge");
        assertThatThrownBy(() -> asks("more", 2 * WHOLE + 1)).hasMessageContaining("larger");
    }

    @Test
    void whoIsGoneDoesNotWaitAnyMore() {
        Tenant first = asks("first", WHOLE);
        asks("second", WHOLE).end();
        asks("third", WHOLE);
        first.end();
        assertThat(entered).containsExactly("first", "third");
    }

    @Test
    void whoHoldsRoomForLongWhileOthersWaitIsPutOut() {
        Inbox.Partial partial = partial(new Inbox(WHOLE));
        Context call = partial.filterContext(Context.ROOT);
        Tenant first = asks("first", WHOLE, partial);
        clock.advance(Duration.ofMinutes(5));
        await().during(Duration.ofMillis(1_500)).until(() -> !call.isCancelled());
        asks("second", WHOLE);
        await().atMost(Duration.ofSeconds(30)).until(call::isCancelled);
        first.end();
        assertThat(entered).containsExactly("first", "second");
    }

    @Test
    void theOldestOfTheHalfRequestsIsPutOut() {
        Inbox inbox = new Inbox(100_000);
        Inbox.Partial first = partial(inbox);
        Inbox.Partial second = partial(inbox);
        Context one = first.filterContext(Context.ROOT);
        Context two = second.filterContext(Context.ROOT);
        first.inboundWireSize(60_000);
        second.inboundWireSize(30_000);
        assertThat(one.isCancelled()).isFalse();
        second.inboundWireSize(20_000);
        assertThat(one.isCancelled()).isTrue();
        second.inboundMessageRead(0, 50_000, 50_000);
        Inbox.Partial third = partial(inbox);
        Context three = third.filterContext(Context.ROOT);
        third.inboundWireSize(90_000);
        assertThat(two.isCancelled()).isFalse();
        assertThat(three.isCancelled()).isFalse();
    }

    private static Inbox.Partial partial(Inbox inbox) {
        return (Inbox.Partial) inbox.newServerStreamTracer("x/y", new Metadata());
    }
}
