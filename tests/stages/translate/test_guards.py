"""Each guard catches its fault and is silent on good translations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest

from pipeline.languages.opposites import groups
from pipeline.ports import Floors, Hypothesis
from pipeline.stages.translate.guards import SEVERITIES, LanguagePair, findings
from pipeline.stages.translate.strict import doubts

ZH_EN = LanguagePair(source="zh", target="en")

GOOD = [
    ("尽量在本院随访，如果没有条件在本院随访，请慎重选择诊所。", "Follow up at this hospital if you can, and if not, choose a clinic carefully."),
    ("两组子宫均呈阴性表达。", "No expression was found in the uterus of either group."),
    ("肿块大小不变，与年龄无关。", "The mass kept its size, independent of age."),
    ("不管年龄大小，都应随访。", "Patients of any age should be followed up."),
    ("右下肺动脉增宽。", "The right lower pulmonary artery was widened."),
    ("多层螺旋CT显示骨折。", "MSCT showed the fracture."),
    ("测定IGF-1mRNA的表达。", "The mRNA expression of IGF-1 was measured."),
    ("肾上腺功能早现", "Premature adrenarche"),
    ("年龄较大是危险因素。", "Older age was a risk factor."),
    ("活疫苗为减毒株。", "The live vaccine is an attenuated strain."),
    ("胸廓活动受限", "Restricted chest movement"),
    ("调整体重后，差异不再显著，且与年龄无关。", "After adjustment for weight the difference was no longer significant, and it was unrelated to age."),
    ("联合组客观缓解率为56.3%，高于对照组的33.3%（P=0.024）。", "The objective response rate was 56.3% in the combination group, higher than the 33.3% in the control group (P=0.024)."),
    ("两组中位无进展生存期分别为12.8个月和7.4个月（HR=0.58，95%CI: 0.37～0.91，P=0.018）。", "The median progression-free survival was 12.8 and 7.4 months, respectively (HR=0.58, 95%CI: 0.37-0.91, P=0.018)."),
    ("回顾性分析2019年3月至2021年12月收治的96例患者。", "We retrospectively analyzed 96 patients treated between March 2019 and December 2021."),
    ("SBRT（30～50 Gy/3～5次）联合信迪利单抗（200 mg，每3周1次）。", "SBRT (30-50 Gy in 3-5 fractions) plus sintilimab (200 mg every 3 weeks)."),
    ("未出现治疗相关死亡。", "No treatment-related death occurred."),
    ("差异无统计学意义（P>0.05）。", "The difference was not statistically significant (P>0.05)."),
    ("Ⅲ期患者三组各20例。", "Three groups of 20 patients each with stage III disease."),
    ("白细胞计数为(6.8±1.2)×10⁹/L。", "The white blood cell count was (6.8±1.2)×10⁹/L."),
    ("不良反应可控。", "Adverse reactions were manageable."),
    ("共3.5万例。", "There were 35,000 cases in total."),
    ("随访24小时。", "Patients were followed up for 24 h."),
    ("TGF-β1和IL-6水平升高。", "The levels of TGF-beta1 and IL-6 were elevated."),
    ("低血压与高血压的比较", "Comparison of hypotension and hypertension"),
    ("目前尚不清楚其预后。", "Its prognosis is currently unclear."),
    ("前列腺增生患者术后疼痛减轻。", "Postoperative pain was relieved in patients with prostatic hyperplasia."),
    ("阿托伐他汀联合瑞舒伐他汀", "Atorvastatin combined with rosuvastatin"),
    ("新生儿缺氧缺血性脑病", "Neonatal hypoxic-ischemic encephalopathy"),
    ("年龄≥65岁。", "Patients aged at least 65 years."),
    ("现有护理不安全因素的研究", "Studies of unsafe factors in nursing"),
    ("不动精子症", "Immotile sperm"),
    ("第四掌骨不发育", "Aplasia of the 4th metacarpal"),
    ("各国的措施各不相同。", "The measures of the countries varied."),
    ("成功率很低（不到 12%）。", "The success rate is low (under 12%)."),
    ("非糖尿病人群的腰臀比与慢性肾脏病", "Waist-to-hip ratio and chronic kidney disease in non-diabetic subjects"),
    ("异常脑脊液/血清白蛋白比率", "Abnormal CSF/serum albumin ratio"),
    ("室性期前收缩", "Premature ventricular contraction"),
    ("共122,653名美国病例。", "There were 122,653 U.S. cases."),
    ("影响到20多万名考生。", "More than 200,000 students were affected."),
    ("NOX4蛋白表达的影响", "Effect on the expression of NOX 4 protein"),
    ("上颌前牙区的修复", "Restoration of the maxillary anterior region"),
    ("提高所有人的风险。", "It raises the risk for everyone."),
    ("治疗慢阻肺可增强肌力。", "Treatment of COPD can enhance muscle strength."),
    ("该系统通常每年仅更新两次。", "The system is normally only updated twice annually."),
    ("A组血清IL-6水平高于B组。", "Serum IL-6 was higher in group A than in group B."),
    ("治疗组疗效优于对照组。", "Compared with the control group, the treatment group was better than expected."),
    ("两组年龄无明显差异。", "Age was comparable between the two groups."),
    ("外周血PBMC的分离", "Isolation of peripheral blood mononuclear cells"),
    ("BPH患者的血清水平", "Serum levels of patients with benign prostatic hyperplasia"),
    ("应采取策略提高依从性。", "Strategies should be taken to improve compliance."),
    ("结直肠癌患者越来越多。", "There are more and more patients with colorectal cancer."),
    ("卵圆孔未闭", "Patent foramen ovale"),
    ("即使无症状，也会进行检测。", "You will be tested even if you don't have symptoms."),
    ("包括食品安全和无家可归问题。", "Issues include food safety and homelessness."),
    ("不太常见的症状有头痛。", "Less common symptoms include headache."),
    ("紧急援助应该可用，不过领事馆可能已经关闭。", "Emergency assistance should be available, though the consulate may have closed."),
    ("这是为了保护接触你的人。", "This is to protect those whom you come in contact with."),
    ("危重患者的病情与患者的年龄有关。", "The condition of critically ill patients is related to patients' age."),
    ("比较患儿与健康儿童的病情。", "To compare the children with healthy children."),
    ("恒牙萌出延迟", "Delayed eruption of permanent teeth"),
    ("非肥胖与肥胖患者的比较", "Comparison of non-obese and obese patients"),
    ("肺动脉及肺动脉压的测量", "Measurement of the pulmonary artery and pulmonary artery pressure"),
    ("20世纪50年代，人冠状病毒OC43开始分化为目前的基因型。", "In the 1950s, the human coronavirus OC43 began to diverge into its present genotypes."),
    ("基于3.0T高分辨率磁共振成像的研究", "Research based on 3.0 Tesla high-resolution magnetic resonance imaging"),
    ("重度子痫前期PIBF的表达", "Expression of progesterone-induced blocking factor in severe preeclampsia"),
    ("相对误差由 .4.7% 减小到 1.8%。", "The relative error was reduced from 4.7% to 1.8%."),
    ("病毒对心肌的保护作用", "Protective effect of the virus on the myocardium"),
    ("大鼠涎泪腺炎病毒", "Rat sialodacryoadenitis virus"),
    ("收集18家二级及以上医院的资料。", "The data of 18 secondary and higher-level hospitals were collected."),
    ("其近、远期预后密切相关。", "It is closely related to the short-term and long-term prognosis."),
    ("研究存在的不足", "Deficiencies of the studies"),
    ("胸部放疗可延长无进展生存期。", "Chest radiotherapy can prolong progression-free survival."),
    ("经口内镜下肌切开术", "Per oral endoscopic myotomy"),
    ("COVID-19重症患者多于COVID-19轻症患者。", "There were more severe COVID-19 patients than mild COVID-19 patients."),
    ("微小RNA的表达", "Expression of microRNA"),
    ("PDA对患者决策的影响", "Influence of patient decision-making aids on decisions of patients"),
    ("方法的可重复性不高。", "The method has low reproducibility."),
    ("两组比较，差异不显著。", "Comparing both groups, the differences were not significant."),
    ("近56a降水的变化", "Changes of precipitation in the past 56 years"),
    ("随访50多年。", "They were followed up for over 50 years."),
    ("患者随访半年。", "The patients were followed up for 6 months."),
    ("食欲不振", "Poor appetite"),
    ("治疗三个月后好转。", "The condition improved after 3 months of treatment."),
    ("2019-20年的疫情", "The epidemic of 2019-20"),
    ("胸大肌发育不全", "Hypoplasia of the pectoralis major"),
    ("对激素不敏感", "Insensitivity to hormones"),
    ("良恶性肿瘤的鉴别", "Differentiation of benign and malignant tumors"),
    ("丙泊酚中、高剂量组", "Groups of moderate and high doses of propofol"),
    ("1957-1958年的流感", "The influenza of 1957-58"),
    ("治疗组与对照组，对照组接受手术。", "The treatment group and the control group, the control group received surgery."),
    ("研究数量不多。", "The number of studies is not large."),
    ("发展为CINI或CINI。", "It developed into CINI or CINI."),
    ("患者无法训练，即无法受益。", "The patients cannot be trained and are unable to benefit."),
    ("刺梨的低温处理", "Low temperature treatment of R. roxburghii"),
    ("从高到低的比值", "The ratios from high to low"),
    ("考试原定于2020年4月30日至2020年5月22日举行。", "The examination was scheduled between 30 April and 22 May 2020."),
    ("基因组全长2.64万个碱基。", "The genome is 26.4 kilobases long."),
    ("该片段长约1200个碱基对。", "The fragment is about 1.2 kb long."),
    ("患者拒绝手术。", "The patients did not agree to the operation."),
    ("他反对这一做法。", "He did not support this practice."),
    ("如果没有办法避免接触，则接触前后要清洗双手。", "If it's impossible to avoid contact, then wash your hands both before and after."),
    ("由于大部分患者病因不明，目前采用“以治为主”的策略。", "Because the etiology is not clear in most of the patients, the current strategy focuses on treatment rather than prevention."),
    ("CTC计数与PFS相关。", "The count of circulating tumor cells was related to progression-free survival."),
    ("有助于鉴别结节的良、恶性。", "It helps to tell benign from malignant nodules."),
    ("如果是布艺座椅，不要擦拭。", "Do not wipe a cloth seat."),
    ("过表达的X2蛋白与年龄无关。", "Increased X2 protein expression was not related to age."),
    ("外泌体使小鼠肺湿/干重比降低、7 d生存率提高。", "The exosomes act by reducing the lung wet/dry weight ratio and improving 7 d survival in mice."),
    ("P2表达与大小相关，与E-X2表达正相关，与qimentin表达呈负相关（r=-0.412）。", "P2 was positively correlated with the size and the expression of E-X2 but was negatively correlated with qimentin expression (r=-0.412)."),
    ("该标准增加了不良反应，不利于高血压的防控。", "The standard increases adverse reactions, which is not conducive to the prevention of hypertension."),
    ("CDC更新资源，以降低感染风险。", "CDC updates resources to reduce the risk of infection."),
    ("低剂量组的生存率为66%，高剂量组为80%。", "The survival rate was 66% in the low-dose group, and was 80% in the high-dose group."),
    ("两组患者的年龄和体重比较，差异均无统计学意义。", "The age and weight of the patients were similar in both groups."),
    ("前列腺增生患者的死亡与否", "Whether patients with prostatic hyperplasia die"),
]  # fmt: skip

BAD = [
    ("肺炎的发生率和死亡率较高。", "The incidence of pneumonia was high with a low mortality.", "translation.opposite"),
    ("弥漫大B细胞淋巴瘤的FDGPET/CT显像。", "FDG PET/CT of focal large B-cell lymphoma.", "translation.opposite"),
    ("合并此瘤者罕见。", "The combination with this tumor is common.", "translation.opposite"),
    ("该病增加跌倒风险，应加强跌倒管理，提高跌倒意识。", "Given the decreased risk of falls, the management should be enhanced and the awareness of falls increased.", "translation.opposite"),
    ("除发热外无并发症发生。", "Complications other than fever were observed.", "translation.negation"),
    ("86%为轻型，9%为重型，5%为危重型。", "86% were severe, 9% were severe and 5% were critical.", "translation.opposite"),
    ("两组病毒转阴率无明显差异。", "A significant difference was found between the two groups in the rate of undetectable virus.", "translation.opposite"),
    ("随着研究的深入，代谢障碍有了新疗法。", "With the decrease of research, new therapies for metabolic disorders were found.", "translation.opposite"),
    ("有效率为56.3%。", "The response rate was 53.6%.", "translation.numbers"),
    ("有效率为56.3%。", "The response rate was 56.3.", "translation.numbers"),
    ("剂量为200 mg。", "The dose was 200 g each day.", "translation.numbers"),
    ("随访12个月，均存活。", "They were followed up for 12 years and survived.", "translation.numbers"),
    ("差异有统计学意义（P<0.05）。", "The difference was statistically significant (P>0.05).", "translation.numbers"),
    ("差异有统计学意义（P<0.05）。", "The difference was statistically significant.", "translation.numbers"),
    ("白细胞为10⁹/L以上。", "White blood cells were above 109/L.", "translation.numbers"),
    ("患者Ⅲ期。", "The patients were at stage II of disease.", "translation.numbers"),
    ("检测PD-L1表达。", "The expression of PD-1 was detected.", "translation.codes"),
    ("EGFR突变阳性。", "Mutation of the growth factor was positive.", "translation.codes"),
    ("未出现治疗相关死亡。", "Treatment-related death occurred.", "translation.negation"),
    ("两组差异有统计学意义。", "There was no significant difference between the two groups.", "translation.negation"),
    ("患者预后良好。", "The prognosis of 患者 was good.", "translation.untranslated"),
    ("患者预后良好。", "", "translation.empty"),
    ("患者预后良好。", " . ", "translation.empty"),
    ("患者预后良好。", "the patient the patient the patient the patient was good", "translation.repetition"),
    ("目的 探讨立体定向放疗联合信迪利单抗治疗寡转移非小细胞肺癌的疗效与安全性。", "To explore.", "translation.length"),
    ("提示预后不良。", "It indicates a positive prognosis.", "translation.opposite"),
    ("血清IL-6水平升高。", "Serum IL-6 levels were decreased.", "translation.opposite"),
    ("轻度蛋白尿", "Moderate albuminuria", "translation.opposite"),
    ("急性胰腺炎的诊断", "Diagnosis of chronic pancreatitis", "translation.opposite"),
    ("这些药物可能有效。", "These drugs must be effective.", "translation.opposite"),
    ("术前血压升高。", "Blood pressure was increased after surgery.", "translation.opposite"),
    ("女性患者的预后", "Prognosis of male patients", "translation.population"),
    ("探讨肺癌患者的治疗。", "To explore the treatment of lung cancer in mice.", "translation.population"),
    ("建立大鼠模型。", "A mouse model was established.", "translation.population"),
    ("紫杉醇治疗肺癌。", "Docetaxel for lung cancer.", "translation.drug"),
    ("氯沙坦可缓解肺损伤。", "Clozapine can alleviate lung injury.", "translation.drug"),
    ("阿托伐他汀可降低血脂。", "Rosuvastatin can reduce blood lipids.", "translation.drug"),
    ("患者接受手术。", "The patients underwent surgery and received aspirin.", "translation.drug"),
    ("肝损伤的机制", "Mechanism of kidney injury", "translation.words"),
    ("目的探讨急性肺损伤的发病机制，并分析其危险因素。", "Objective To explore the pathogenesis of acute lung injury.", "translation.dropped"),
    ("该药可降低血压，改善肾功能，并减少尿蛋白的排出。", "The drug can lower blood pressure and reduce the excretion of urinary protein.", "translation.dropped"),
    ("土壤含水量随深度的增加先升高后降低，最小值出现在夏季。", "The soil water content first decreased and then decreased with increasing depth, and the minimum was in summer.", "translation.opposite"),
    ("该饲料能提高鲤鱼的生长速度并增强免疫功能，促进蛋白质代谢，且能减少氮的排放。", "The feed can raise the growth rate and immune function of carp, promote protein metabolism, and increase nitrogen emission.", "translation.opposite"),
    ("委员会必须讨论这一问题。", "The committee may discuss this issue.", "translation.opposite"),
    ("片段长1200个碱基对。", "The fragment is 12 kb long.", "translation.numbers"),
    ("与对照组相比，观察组的疼痛评分较低，住院时间较短。", "Compared with the control group, the pain score of the observation group was lower.", "translation.dropped"),
    ("患者预后良好。", "The chromosome was sequenced by mass spectrometry.", "translation.unrelated"),
    ("应用抗体治疗。", "Treated with anti-neididididone antibody.", "translation.nonword"),
    ("应用抗体治疗。", "Treated with flurbimoxatide antibodies.", "translation.nonword"),
    ("患者未服药。", "The patients took the medicine.", "translation.negation"),
    ("参考范围尚未统一。", "The reference range has been unified.", "translation.negation"),
    ("研究结论不一致。", "The conclusions of the studies are consistent.", "translation.negation"),
    ("亚急性咳嗽患者的治疗", "Treatment of patients with acute cough", "translation.opposite"),
    ("上颌前牙区的修复", "Restoration of the mandibular anterior region", "translation.opposite"),
    ("左心室前壁心肌梗死", "Infarction of the posterior wall of the left ventricle", "translation.opposite"),
    ("患者有低血压。", "The patients had hypertension.", "translation.opposite"),
    ("长链非编码RNA的表达", "Expression of short non-coding RNA", "translation.opposite"),
    ("浓缩生长因子修复上颌前牙区缺失的短期效果", "Short-term effect of growth factor in mandibular region in mandibular region", "translation.opposite"),
    ("药物的分子机制", "The certain molecular mechanisms of drugs", "translation.opposite"),
    ("乳腺癌的诊断价值", "Diagnostic value of liver cancer", "translation.words"),
    ("肝脓肿", "Bladder abscess", "translation.words"),
    ("合理的地域分布非常重要。", "A poor geographical spread is important.", "translation.opposite"),
    ("上直肌无力", "Inferior rectus muscle weakness", "translation.opposite"),
    ("小肠腺瘤", "Large intestinal adenoma", "translation.opposite"),
    ("治疗组为83.33%，高于对照组的53.33%。", "It was 83.33% in the treatment group, and the control group was higher than 53.33%.", "translation.opposite"),
    ("A组高于B组。", "Group B was higher than group A.", "translation.opposite"),
    ("比较右美托咪定与咪达唑仑的效果。", "The effect of dexmedetomidine combined with dexmedetomidine was compared.", "translation.repetition"),
    ("K562-β1细胞高于对照细胞。", "The cells of K562-β1 were more than those of K562-β1.", "translation.repetition"),
    ("地塞米松减少尿蛋白。", "Dexamide reduces urinary protein.", "translation.drug"),
    ("冠状病毒可引起感冒，如发热和咽痛。", "Coronaviruses can cause colds with symptoms, such as fever,", "translation.dropped"),
    ("不仅针对呼吸道，还针对泌尿道。", "It targets only the respiratory tract, but also the urinary tract.", "translation.negation"),
    ("信息传播会带来不良后果，患者的焦虑显著增加。", "Information may bring burdens, and anxiety of patients has not increased significantly.", "translation.negation"),
    ("药物主要针对但不仅限于老年患者。", "The drug is mainly for elderly patients only.", "translation.negation"),
    ("选取2010年1月至2013年6月的患者19例。", "A total of 19 patients from November 2010 to June 2013 were selected.", "translation.numbers"),
    ("发生率分别为 9.1%.5.7%。", "The incidences were 9.1% and 57%.", "translation.numbers"),
    ("还可能通过粪口传播。", "It must also be transmitted by the fecal-oral route.", "translation.opposite"),
    ("病例超过370万。", "There were less than 3.7 million cases.", "translation.opposite"),
    ("负性调节受体的表达与相关蛋白", "Expression of the receptor was negatively regulated and lower", "translation.opposite"),
    ("两组中位无进展生存期相当。", "The median overall survival was similar in both groups.", "translation.opposite"),
    ("探讨细胞体内转移的机制。", "To explore the mechanism of metastasis of cells in vitro.", "translation.opposite"),
    ("亚低温治疗可稳定血压。", "High temperature therapy can stabilize blood pressure.", "translation.opposite"),
    ("患者服药。", "The patients didn't take the medicine.", "translation.negation"),
    ("早产儿发育不良的危险因素", "It isn't a risk factor for dysplasia in preterm infants", "translation.negation"),
    ("对患者没有效果。", "It had an effect on patients.", "translation.negation"),
    ("放疗已成为不可切除肺癌的标准治疗。", "Radiotherapy has not become the standard treatment of unresectable lung cancer.", "translation.negation"),
    ("避免感染病毒。", "You wo get infected with the virus.", "translation.negation"),
    ("脑脊液神经丝轻链浓度升高", "Reduced CSF neurofilament light chain concentration", "translation.opposite"),
    ("超氧化物歧化酶水平降低", "Increased superoxide dismutase level", "translation.opposite"),
    ("治疗显著改善了恶性肿瘤患者的预后。", "The therapy has worsened the prognosis of patients with malignant tumors.", "translation.opposite"),
    ("糖尿病患者视力下降的首要原因", "The leading cause of vision gain in diabetic patients", "translation.opposite"),
    ("轻度身材矮小", "Mild long stature", "translation.opposite"),
    ("甲状腺滤泡增生", "Thyroid follicular hypoplasia", "translation.opposite"),
    ("支气管扩张剂后呼气量减少", "Increased expiratory volume after bronchodilator", "translation.opposite"),
    ("对疾病的不利影响", "Positive impacts on the disease", "translation.opposite"),
    ("呈下降趋势。", "It showed an upward trend.", "translation.opposite"),
    ("部分切除的效果", "Effect of complete resection", "translation.opposite"),
    ("肠系膜上动脉扩张", "Dilatation of the inferior mesenteric artery", "translation.opposite"),
    ("在60日龄采集血液。", "Blood was collected at 60 weeks of age.", "translation.numbers"),
    ("近56a降水的变化", "Changes of precipitation in the past 56 months", "translation.numbers"),
    ("随访50多年。", "They were followed up for over 50 months.", "translation.numbers"),
    ("治疗三天后好转。", "The condition improved after 3 weeks of treatment.", "translation.numbers"),
    ("其作用机制尚不明确。", "The mechanism of action is clear.", "translation.negation"),
    ("色彩不均衡的图像", "Images of which the color is balanced", "translation.negation"),
    ("去卵巢和未去卵巢的小鼠", "Mice with or ovariectomy", "translation.negation"),
    ("该问题难以求解。", "The problem is not difficult to solve.", "translation.negation"),
    ("本文介绍了一种方法，该方法没有缺陷。", "A method is not introduced in this paper, which has no defect.", "translation.negation"),
    ("患者预后良好。", "The lung, the lung, the lung was good.", "translation.repetition"),
    ("患者预后良好。", "The patients had good good good prognosis.", "translation.repetition"),
    ("患者预后良好。", "The prognosis of patients of patients was good.", "translation.repetition"),
    ("患者预后良好。", "The " + "prognosis of these people is what we would call good and fine " * 4, "translation.length"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_a_good_translation_passes(source: str, target: str) -> None:
    assert findings(source, target, ZH_EN) == ()


@pytest.mark.parametrize(("source", "target", "code"), BAD)
def test_a_fault_is_found(source: str, target: str, code: str) -> None:
    assert code in {f.code for f in findings(source, target, ZH_EN)}
    assert code in SEVERITIES


@pytest.mark.parametrize(
    ("pair", "source", "target", "codes"),
    [
        (("de", "en"), "Die Inzidenz betrug 56,3 % (n = 1.234).", "The incidence was 56.3% (n = 1,234).", set()),
        (("de", "en"), "Die Inzidenz betrug 56,3 %.", "The incidence was 5.63%.", {"translation.numbers"}),
        (("de", "en"), "Es traten keine Todesfälle auf.", "Deaths occurred.", {"translation.negation"}),
        (("en", "fr"), "No death occurred in 12 patients.", "Aucun décès chez 12 patients.", set()),
        (("de", "en"), "Das ist ein kurzer Satz.", "Das ist ein kurzer Satz.", {"translation.copied"}),
        (("ru", "en"), "Больных было 96.", "There were 96 больных.", {"translation.untranslated"}),
        (("ko", "en"), "환자는 96명이었다.", "There were 96 patients.", set()),
        (("ja", "en"), "死亡例はなかった。", "Deaths occurred.", {"translation.negation"}),
        (("zh", "de"), "有效率为56.3%。", "Die Ansprechrate betrug 56,3 %.", set()),
        (("xx", "yy"), "abc 5", "abc 6", {"translation.numbers"}),
    ],
)  # fmt: skip
def test_other_languages(pair: tuple[str, str], source: str, target: str, codes: set[str]) -> None:
    assert {f.code for f in findings(source, target, LanguagePair(source=pair[0], target=pair[1]))} == codes


def test_nothing_to_translate_is_no_fault() -> None:
    assert findings("±≥", "±≥", ZH_EN) == ()
    assert findings("", "", ZH_EN) == ()


def test_traditional_chinese_is_judged_by_the_same_words() -> None:
    pair = LanguagePair(source="zh-Hant", target="en")
    turned = findings(
        "治療組疼痛評分明顯低於對照組。",
        "The pain score of the treatment group was significantly higher than that of the control group.",
        pair,
    )
    assert [finding.code for finding in turned] == ["translation.opposite"]
    right = findings(
        "治療組疼痛評分明顯低於對照組。",
        "The pain score of the treatment group was significantly lower than that of the control group.",
        pair,
    )
    assert not right


def test_each_word_of_the_lists_is_a_pattern_by_itself() -> None:
    def words(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from words(inner)
        elif isinstance(value, list):
            yield from (word for word in value if isinstance(word, str))

    file = resources.files("pipeline.languages") / "lexicons" / "opposites.toml"
    found = list(words(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert len(found) > 1000
    for word in found:
        re.compile(word)


def test_the_longest_word_counts_whatever_is_looked_at_around_it() -> None:
    amount = next(group for group in groups() if group.name == "amount")
    assert [said.text for said in amount.said("减少并改善", "zh")] == ["减少", "改善"]
    assert [said.loose for said in amount.said("减少并改善", "zh")] == [False, True]


@pytest.mark.parametrize(
    ("source", "target", "score", "reason"),
    [
        ("目的探讨良性甲状腺囊肿的治疗效果。", "Objective To explore the effect of treatment of benign thyroid cystatin.", -0.3, "cystatin"),
        ("目的研究首发脑梗死患者复发的危险因素。", "Objective To study the risk factors of recurrence of patients.", -0.1, "脑梗"),
        ("目的研究患者复发的危险因素。", "Objective To study the risk factors of recurrence of patients.", -0.9, "not sure"),
        ("大气颗粒物与慢性阻塞性肺疾病的时间序列分析", "Time series analysis of chronic obstructive pulmonary disease and chronic obstructive pulmonary disease", -0.2, "again"),
        ("目的分析患者的情感，从而还原其变化。", "Objective To analyze the emotion of patients so as to reduce the changes.", -0.2, "reduce"),
        ("探讨早期肝硬化无创诊断的护理路径。", "To explore the nursing path of early diagnosis of liver cirrhosis.", -0.2, "无创"),
        ("PD-L1表达是独立保护因素。", "PPD-L1 expression is an independent protective factor.", -0.2, "PPD-L1"),
        ("结论Apollon表达是预测因子。", "Conclusion Apolon expression is a predictor.", -0.2, "Apollon"),
        ("脂肪酸减少导致通透性增加，使白介素升高。", "Fatty acids reduce the permeability, and interleukin is increased.", -0.2, "less often"),
        ("褪黑素可拮抗肿瘤的发展。", "Melatonin may serve in the development of tumors.", -0.2, "拮抗"),
        ("探讨卡博替尼的作用。", "To explore the effect of Cabozantin (Cabozantinib).", -0.2, "twice"),
    ],
)  # fmt: skip
def test_a_draft_is_doubted(source: str, target: str, score: float, reason: str) -> None:
    found = list(doubts(source, Hypothesis(text=target, score=score), ZH_EN, Floors()))
    assert any(reason in finding.message for finding in found)
    assert {finding.code for finding in found} == {"translation.unsure"}


def test_a_draft_is_doubted_for_words_that_it_has_not_looked_at() -> None:
    source, target = (
        "另外，化疗下调了肿瘤细胞内apollon的表达。",
        "In addition, chemotherapy was down-regulated in tumor cells.",
    )
    words = ("另外", "，", "化疗", "下调", "了", "肿瘤细胞", "内", "apollon", "的", "表达", "。")
    blind = {"apollon", "的", "表达"}
    read = tuple((word, 0.1 if word in blind else 0.8) for word in words)
    found = list(doubts(source, Hypothesis(text=target, score=-0.1, read=read), ZH_EN, Floors()))
    assert [f.message for f in found if "not read" in f.message] == ["表达, apollon: not read"]
    low = Hypothesis(text=target, score=-0.1, read=read)
    assert not any("not read" in f.message for f in doubts(source, low, ZH_EN, Floors(read=0.05)))


def test_a_sure_draft_is_not_doubted() -> None:
    source = "目的研究首发脑梗死患者复发的危险因素。"
    made = Hypothesis(text="To study the risk factors of recurrent cerebral infarction.", score=-0.2)
    assert not list(doubts(source, made, ZH_EN, Floors()))
