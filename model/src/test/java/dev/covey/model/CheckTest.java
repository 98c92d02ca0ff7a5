package dev.covey.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\nb", "\u0000", "a/b", "<b>", "-a"})
    void aNameThatWouldConfuseIsRefused(String name) {
        assertThatThrownBy(() -> Check.name("name", name)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Anna", "vpn-1", "Köln 🇩🇪", "🇩🇪 Köln", "日本", "a.b@c_d"})
    void aNameThatPeopleUseIsTaken(String name) {
        Check.name("name", name);
    }

    @Test
    void aRefusalShowsNoControlCharacters() {
        assertThatThrownBy(() -> Check.host("address", "x\u001b[31m"))
                .hasMessageContaining("x?[31m")
                .hasMessageNotContaining("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:0", "a:70000", "a:b", "[::1", "a b", "", "a:1:b?"})
    void aBrokenEndpointIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.parse("site", text, 443))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anEndpointReadsBackAsItPrints() {
        for (String text : new String[] {"example.org:443", "[2001:db8::1]:8443", "10.0.0.1:1"}) {
            assertThat(Endpoint.parse("site", text, 443)).hasToString(text);
        }
        assertThat(Endpoint.parse("site", "example.org", 443)).hasToString("example.org:443");
        assertThat(Endpoint.parse("site", "::1", 443)).hasToString("[::1]:443");
    }

    @Test
    void epochsCompareByIncarnationThenTerm() {
        assertThat(new Epoch(1, 9)).isLessThan(new Epoch(2, 1));
        assertThat(new Epoch(2, 1)).isLessThan(new Epoch(2, 2));
    }

    @Test
    void everyKindHasOneSpecificationAndOnePathWord() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.ofPlural(kind.plural())).contains(kind);
        }
    }
}
