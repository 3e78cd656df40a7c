package org.opencompliance.archiver.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kamelets have the form of Camel's catalog, except for the provider. */
class KameletConventionsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CRD = Path.of(
            System.getProperty("archiver.shared", "../shared"), "data/camel-k-crds/camel.apache.org_kamelets.yaml");
    private static final Path POM = Path.of("pom.xml");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(KameletsUnderTest.FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void areTwoWithTitlesAndDescriptionsOfTheirOwn() throws IOException {
        List<KameletFile> kamelets = new ArrayList<>();
        for (Path file : files().toList()) {
            kamelets.add(read(file));
        }
        assertThat(kamelets).hasSize(2);
        assertThat(kamelets).extracting(KameletFile::title).doesNotHaveDuplicates();
        assertThat(kamelets).extracting(KameletFile::description).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void followTheConventionsOfTheCatalog(Path file) throws IOException {
        assertThat(read(file).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveTheVersionOfTheProject(Path file) throws IOException {
        String version = version();
        String text = Files.readString(file);

        assertThat(text).contains("catalog.version: \"" + version + "\"");
        if (text.contains("camel-microsoft-exchange:")) {
            assertThat(text).contains("mvn:org.opencompliance:camel-microsoft-exchange:" + version + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveATemplateOfTheSchemaOfCamel(Path file) throws IOException {
        JsonNode from = read(file).tree().at("/spec/template/from");
        ObjectNode route = JsonNodeFactory.instance.objectNode();
        route.putObject("route").set("from", from);
        try (InputStream in = KameletConventionsTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V4)
                            .getSchema(in)
                            .validate(JsonNodeFactory.instance.arrayNode().add(route)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fitTheTypeOfTheCluster(Path file) throws IOException {
        assumeTrue(Files.exists(CRD));
        JsonNode schema = YAML.readTree(CRD.toFile()).at("/spec/versions/0/schema/openAPIV3Schema");

        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V7)
                        .getSchema(schema)
                        .validate(read(file).tree()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: telemessage-archive-source | name: telemessage-source | the name is not that of the file",
                "kamelet.type: \"source\" | kamelet.type: \"sink\" | the name does not end with the type",
                "Archive Source\" | Archive\" | the title does not end with the type",
                "title: User Name | title: user Name | userName has a small word: user",
                "title: Network | title: The Network | network has a title with an article",
                "- userName | - user | required and not defined: user",
                "{{network}} | {{net}} | used and not declared: [net]",
                "{{network}} | wechat | declared and not used: [network]",
                "urn:camel:group:credentials | urn:other | password is a secret without the descriptor",
                "camel:jq | jq | no dependency: jq",
                "kamelet:sink | direct:sink | the template does not send to kamelet:sink",
                "httpMethod: | httpVerb: | http has no option httpVerb",
                "camel.apache.org/kamelet.icon | icon | no icon",
                "camel.apache.org/provider | provider | no annotation provider"
            })
    void areFoundWhenTheyBreakAConvention(String right, String wrong, String problem) throws IOException {
        String file = "telemessage-archive-source.kamelet.yaml";
        String text = Files.readString(KameletsUnderTest.FOLDER.resolve(file));
        assertThat(text).contains(right);

        assertThat(KameletFile.of(file, text.replace(right, wrong)).problems()).contains(problem);
    }

    private static KameletFile read(Path file) throws IOException {
        return KameletFile.of(file.getFileName().toString(), Files.readString(file));
    }

    private static String version() throws IOException {
        String pom = Files.readString(POM);
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf('<', begin));
    }
}
