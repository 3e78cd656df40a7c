package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.mail.MailAddress;

class AddressCleaningTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "li@contoso.com",
                "o'neil+x@mail.contoso.com",
                "a.b@localhost",
                "\u674e@\u4f8b\u5b50.cn",
                "a@x.y-z.org"
            })
    void leavesAddressesAlone(String address) {
        MailAddress given = new MailAddress("Li Na", address);

        assertThat(AddressCleaning.USUAL.clean(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wxid_77",
                "a b@contoso.com",
                "a@b@c",
                "li@",
                "@contoso.com",
                "li@-x.com",
                ".li@contoso.com",
                "li@con_toso.com",
                "<li@contoso.com>"
            })
    void movesWhatIsNoneUnderTheDomainThatCannotExist(String address) {
        MailAddress cleaned = AddressCleaning.USUAL.clean(new MailAddress("Li Na", address));

        assertThat(cleaned.address()).endsWith("@unknown.invalid");
        assertThat(AddressCleaning.STRICT.accepts(cleaned.address())).isTrue();
        assertThat(cleaned.name()).isEqualTo("Li Na (" + address + ")");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0000', '\u0085', '\uD800', '\uFFFE', '\uFFFF'})
    void leavesNoCharacterInANameThatXmlDoesNotHave(char unstorable) {
        MailAddress cleaned =
                AddressCleaning.USUAL.clean(new MailAddress("Li" + unstorable + "Wei", "li@contoso.example"));

        assertThat(cleaned.name()).isEqualTo("Li Wei");
    }

    @Test
    void keepsDifferentParticipantsApart() {
        MailAddress one = AddressCleaning.USUAL.clean(new MailAddress("\u738b\u4f1f", ""));
        MailAddress other = AddressCleaning.USUAL.clean(new MailAddress("\u5f20\u4e09", ""));

        assertThat(one.address()).isNotEqualTo(other.address());
        assertThat(one.name()).isEqualTo("\u738b\u4f1f");
    }

    @Test
    void givesTheSameAddressEachTime() {
        MailAddress given = new MailAddress("", "wxid 77");

        assertThat(AddressCleaning.USUAL.clean(given)).isEqualTo(AddressCleaning.USUAL.clean(given));
        assertThat(AddressCleaning.USUAL.clean(given).name()).isEqualTo("wxid 77");
    }

    @Test
    void leavesOutWhoHasNeitherNameNorAddress() {
        assertThat(AddressCleaning.USUAL.clean(new MailAddress(" ", ""))).isNull();
    }

    @Test
    void keepsControlCharactersAndEndlessNamesOut() {
        MailAddress cleaned =
                AddressCleaning.USUAL.clean(new MailAddress("a\r\nb" + "\ud83d\ude00".repeat(300), "li@contoso.com"));

        assertThat(cleaned.name()).startsWith("a b").hasSizeLessThanOrEqualTo(256);
        assertThat(Character.isHighSurrogate(
                        cleaned.name().charAt(cleaned.name().length() - 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"li@localhost", "\u674e@contoso.com", "a!b@contoso.com"})
    void isPlainerTheSecondTime(String address) {
        assertThat(AddressCleaning.STRICT.clean(new MailAddress("Li", address)).address())
                .endsWith("@unknown.invalid");
    }
}
