package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListReadsWhatProgramsWriteTest {

    private static final int MOST = 10_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a@b.example | `` | a@b.example",
                "<a@b.example> | `` | a@b.example",
                "\"447786910895 John Smith\" <john@corp.example> | 447786910895 John Smith | john@corp.example",
                "447786910895 John Smith <john@corp.example> | 447786910895 John Smith | john@corp.example",
                "\"Smith, John\" <john@corp.example> | Smith, John | john@corp.example",
                "\"a \\\"b\\\" c\" <a@b.example> | a \"b\" c | a@b.example",
                "=?utf-8?B?5byg5LiJ?= <a@b.example> | 张三 | a@b.example",
                "\"=?gb2312?B?1cXI/Q==?=\" <a@b.example> | 张三 | a@b.example",
                "=?utf-8?Q?Smith,_John?= <a@b.example> | Smith, John | a@b.example",
                "a@b.example (John Smith) | John Smith | a@b.example",
                "John (the (old) one) <a@b.example> | John | a@b.example",
                "John Smith john@corp.example | John Smith | john@corp.example",
                "John Smith <john@corp.example | John Smith | john@corp.example",
                "<@relay.example,@other.example:a@b.example> | `` | a@b.example",
                "John < a @ b.example > | John | a@b.example",
                "\"john doe\"@b.example | `` | \"john doe\"@b.example",
                "447786910895 | 447786910895 | ``",
                "just a name | just a name | ``",
                "张三 <a@b.example> | 张三 | a@b.example",
                "\"unclosed <a@b.example> | \"unclosed | a@b.example",
                "John (open <a@b.example> | John (open | a@b.example",
                "John <> | John | ``",
                "c@(host)public.example | `` | c@public.example",
                "jdoe@test . example | `` | jdoe@test.example",
                "john . doe @ test . example | `` | john.doe@test.example",
                "jdoe@test . example (447786910895 John) | 447786910895 John | jdoe@test.example",
                "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)> | Pete | pete@silly.test",
                "<c@(Chris's host.)public.example> | `` | c@public.example",
                "Dr . John jd@test.example | Dr . John | jd@test.example",
                "J . Doe <jd@test.example> | J . Doe | jd@test.example",
                "=?bogus <a@b.example> | =?bogus | a@b.example"
            })
    void oneMailbox(String field, String name, String address) {
        assertThat(AddressList.parse(field, MOST)).containsExactly(new MailAddress(name, address));
    }

    @Test
    void groupsAreFlattened() {
        assertThat(AddressList.parse("Team: a@b.example, John <j@b.example>;, c@b.example", MOST))
                .extracting(MailAddress::address)
                .containsExactly("a@b.example", "j@b.example", "c@b.example");
        assertThat(AddressList.parse("undisclosed-recipients:;", MOST)).isEmpty();
    }

    @Test
    void commasAndSemicolonsSeparateAndEmptyPlacesCountForNothing() {
        assertThat(AddressList.parse(" , a@b.example;b@b.example,, <c@b.example> <d@b.example>,", MOST))
                .extracting(MailAddress::address)
                .containsExactly("a@b.example", "b@b.example", "c@b.example", "d@b.example");
    }

    @Test
    void aDomainLiteralIsPartOfTheAddress() {
        assertThat(AddressList.parse("a@[IPv6:::1]; b@b.example", MOST))
                .extracting(MailAddress::address)
                .containsExactly("a@[IPv6:::1]", "b@b.example");
    }

    @Test
    void controlCharactersNeverReachANameOrAnAddress() {
        List<MailAddress> parsed = AddressList.parse("\"a\u0000\r\nb\" <a\u0007@b.example>", MOST);
        assertThat(parsed).containsExactly(new MailAddress("a b", "a @b.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(", "<", "a@(x)b ", "a . ", "\"", ":", "=?a?q?", "=?a?q? ", "a:", "[:", ",", "@", "\\", "a@b<", "(\\",
                "a@b ", "\"@"
            })
    void anEndlessFieldTakesNoTimeWorthMentioning(String piece) {
        String field = piece.repeat(300_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(AddressList.parse(field, MOST)).isNotNull();
            assertThat(AddressList.parse(field + ";", MOST)).isNotNull();
        });
    }
}
