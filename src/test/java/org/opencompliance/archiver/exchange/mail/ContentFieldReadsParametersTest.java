package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentFieldReadsParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=a.txt | a.txt",
                "attachment; filename=\"a b.txt\" | a b.txt",
                "attachment; filename=a b (1).txt | a b (1).txt",
                "attachment ; FileName = \"a;b.txt\" ; size=3 | a;b.txt",
                "attachment; filename=\"a.txt | a.txt",
                "attachment; filename=\"C:\\temp\\a.txt\" | C:\\temp\\a.txt",
                "attachment; filename=\"a\\\"b.txt\" | a\"b.txt",
                "attachment; filename==?utf-8?B?5Lya6K6uLnR4dA==?= | 会议.txt",
                "attachment; filename*=UTF-8''%E4%BC%9A%E8%AE%AE.txt | 会议.txt",
                "attachment; filename*=utf-8'zh'a+b%20c.txt | a+b c.txt",
                "attachment; filename*=gb18030''%BB%E1%D2%E9.txt; filename=old.txt | 会议.txt",
                "attachment; filename*0=\"long \"; filename*1=\"name\"; filename*2=.txt | long name.txt",
                "attachment; filename*1=b; filename*0=a; filename*2=c | abc",
                "attachment; filename*0*=utf-8''%E4%BC; filename*1*=%9A; filename*2=-50%25.txt | 会-50%25.txt",
                "attachment; filename*=%zz | %zz",
                "attachment; filename*=no-such''a%C3%A9 | aé",
                "attachment; filename=first; filename=second | first",
                "attachment;; filename=a.txt | a.txt",
                "attachment; filename= | ``"
            })
    void fileName(String field, String name) {
        assertThat(ContentField.parse(field).parameter("filename")).isEqualTo(name);
    }

    @Test
    void theValueIsInLowerCaseAndStandsAlone() {
        assertThat(ContentField.parse("TEXT/Plain ; charset=x").value()).isEqualTo("text/plain");
        assertThat(ContentField.parse("").value()).isEmpty();
        assertThat(ContentField.parse("text/plain").parameter("charset")).isNull();
        assertThat(ContentField.parse("text/plain; charset").parameter("charset"))
                .isNull();
    }
}
