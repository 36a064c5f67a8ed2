package rapidity.data.format.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of short texts and of one longer than a stripe of 32 bytes; blocks of ROOT files have further ones.
class XxHash64Test {
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
    })
    void checksumsAreThePublishedOnes(String text, String expected) {
        byte[] bytes = ("?" + text).getBytes(StandardCharsets.UTF_8);
        assertThat(Long.toHexString(XxHash64.of(bytes, 1, bytes.length - 1))).isEqualTo(expected);
    }
}
