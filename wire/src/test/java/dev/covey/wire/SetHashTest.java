package dev.covey.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.UserItem;
import org.junit.jupiter.api.Test;

class SetHashTest {
    private static Item user(long number) {
        return Item.newBuilder()
                .setKey("user/" + number)
                .setUser(UserItem.newBuilder().setNumber(number))
                .build();
    }

    @Test
    void the_order_of_items_does_not_matter() {
        SetHash one = SetHash.of(user(1));
        SetHash two = SetHash.of(user(2));

        assertThat(SetHash.EMPTY.xor(one).xor(two)).isEqualTo(SetHash.EMPTY.xor(two).xor(one));
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void taking_an_item_away_gives_the_hash_from_before() {
        SetHash before = SetHash.of(user(1));

        assertThat(before.xor(SetHash.of(user(2))).xor(SetHash.of(user(2)))).isEqualTo(before);
    }

    @Test
    void it_survives_the_wire_and_garbage_is_nothing() {
        SetHash hash = SetHash.of(user(7));

        assertThat(hash.bytes().size()).isEqualTo(32);
        assertThat(SetHash.from(hash.bytes())).isEqualTo(hash);
        assertThat(SetHash.from(ByteString.EMPTY)).isEqualTo(SetHash.EMPTY);
        assertThat(SetHash.from(ByteString.copyFromUtf8("short"))).isEqualTo(SetHash.EMPTY);
    }
}
